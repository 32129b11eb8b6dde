'use client';

import { ChevronDown, Clock, Link2 } from 'lucide-react';
import { useState } from 'react';
import { describeRange, formatSeconds } from '@/lib/client/time/format-range';
import { isSameRange, resolveRange, type TimeRange } from '@/lib/client/time/time-range';
import { absoluteHref } from '@/lib/client/url/scoped-href';
import { Button } from '../ui/button';
import { cn } from '../ui/cn';
import { notify } from '../ui/notify';
import { Popover, PopoverContent, PopoverTrigger } from '../ui/popover';
import { AbsoluteRangeForm } from './absolute-range-form';

const PRESETS = [60, 300, 900, 3_600, 21_600, 86_400, 604_800];
const WORDS: Readonly<Record<number, string>> = {
  60: 'minute',
  300: '5 minutes',
  900: '15 minutes',
  3600: 'hour',
  21600: '6 hours',
  86400: '24 hours',
  604800: '7 days',
};

/** Live presets, or two instants. */
export function TimePicker({ range, onChange }: { range: TimeRange; onChange: (range: TimeRange) => void }) {
  const [open, setOpen] = useState(false);
  const choose = (next: TimeRange) => {
    onChange(next);
    setOpen(false);
  };
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger className="num inline-flex h-8 min-w-24 items-center gap-1.5 whitespace-nowrap rounded-md border border-border-strong bg-surface px-2.5 text-sm transition-colors duration-150 hover:bg-raised">
        <Clock className="size-4 shrink-0 text-faint max-sm:hidden" aria-hidden />
        <span className="sr-only">Time range: </span>
        <span suppressHydrationWarning>{describeRange(range)}</span>
        <ChevronDown className="ml-auto size-3.5 shrink-0 text-faint" aria-hidden />
      </PopoverTrigger>
      <PopoverContent aria-label="Time range" className="w-84 p-0">
        <ul className="grid grid-cols-2 gap-1 border-border border-b p-2">
          {PRESETS.map((seconds) => {
            const preset: TimeRange = { kind: 'relative', seconds };
            const isChosen = isSameRange(preset, range);
            return (
              <li key={seconds}>
                <button
                  type="button"
                  aria-pressed={isChosen}
                  onClick={() => choose(preset)}
                  className={cn(
                    'flex h-8 w-full items-center justify-between rounded-md px-2 text-left hover:bg-accent/12',
                    isChosen && 'bg-accent/12 text-accent',
                  )}
                >
                  Last {WORDS[seconds]}
                  <span className="num text-faint text-xs">{formatSeconds(seconds)}</span>
                </button>
              </li>
            );
          })}
        </ul>
        <AbsoluteRangeForm key={String(open)} initial={resolveRange(range, Date.now())} onSubmit={choose} />
        <div className="border-border border-t p-2">
          <Button
            tone="ghost"
            size="sm"
            className="w-full justify-start"
            onClick={() => void copyAbsoluteLink(range)}
          >
            <Link2 aria-hidden />
            Copy absolute link
          </Button>
        </div>
      </PopoverContent>
    </Popover>
  );
}

async function copyAbsoluteLink(range: TimeRange): Promise<void> {
  await navigator.clipboard.writeText(absoluteHref(window.location.href, resolveRange(range, Date.now())));
  notify({
    title: 'Link copied',
    detail: 'It shows this exact window, whenever it is opened.',
    tone: 'success',
  });
}
