'use client';

import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { formatSeconds } from '@/lib/client/time/format-range';
import { parseRelative } from '@/lib/client/time/parse-range';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { Popover, PopoverContent, PopoverTrigger } from '../../ui/popover';

const LENGTHS = [10, 60, 300, 900, 3_600, 21_600, 86_400];

type WindowLengthProps = { seconds: number; onChange: (seconds: number) => void };

/** How long the window is: a usual length, or any. */
export function WindowLength({ seconds, onChange }: WindowLengthProps) {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const typed = parseRelative(text.trim());
  const choose = (length: number) => {
    onChange(length);
    setOpen(false);
  };
  const open = (next: boolean) => {
    setText(formatSeconds(seconds));
    setOpen(next);
  };
  return (
    <Popover open={isOpen} onOpenChange={open}>
      <PopoverTrigger asChild>
        <Button size="sm" className="num font-normal">
          <span className="text-muted max-[560px]:sr-only">Window</span>
          {formatSeconds(seconds)}
          <ChevronDown className="size-3.5! text-faint" aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Length of the window" className="w-56">
        <div className="mb-3 grid grid-cols-4 gap-1">
          {LENGTHS.map((length) => (
            <Button
              key={length}
              size="sm"
              aria-pressed={length === seconds}
              className="num font-normal aria-pressed:bg-accent/15 aria-pressed:text-accent"
              onClick={() => choose(length)}
            >
              {formatSeconds(length)}
            </Button>
          ))}
        </div>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (typed?.kind === 'relative') choose(typed.seconds);
          }}
        >
          <Field
            label="Any length"
            hint="Such as 45s, 20m, 36h"
            error={text !== '' && typed === undefined ? 'A number and s, m, h or d' : undefined}
          >
            {(ids) => <Input {...ids} value={text} onChange={(event) => setText(event.target.value)} />}
          </Field>
        </form>
      </PopoverContent>
    </Popover>
  );
}
