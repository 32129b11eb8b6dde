'use client';

import { Bookmark, BookmarkPlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { usePreference } from '@/lib/client/preferences/use-preference';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { Popover, PopoverContent, PopoverTrigger } from '../../ui/popover';

const PRESETS = ['not healthy', 'rt > 1000', 'error > 5', 'rank <= 2', 'unknown'] as const;

type SavedExpressionsProps = { current: string; onChoose: (text: string) => void };

/** Expressions to choose from: some that fit every mesh, and those kept in this browser. */
export function SavedExpressions({ current, onChoose }: SavedExpressionsProps) {
  const [isOpen, setOpen] = useState(false);
  const [stored, store] = usePreference('graph.expressions', '');
  const own = stored.split('\n').filter((line) => line !== '');
  const canSave = current.trim() !== '' && !own.includes(current) && !PRESETS.some((one) => one === current);
  const choose = (text: string) => {
    onChoose(text);
    setOpen(false);
  };
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <IconButton icon={Bookmark} label="Saved expressions" />
      </PopoverTrigger>
      <PopoverContent aria-label="Saved expressions" className="w-72 p-1">
        <ul>
          {[...own, ...PRESETS].map((text) => (
            <li key={text} className="flex items-center gap-1">
              <button
                type="button"
                className="h-8 grow truncate rounded-sm px-2 text-left font-mono text-xs hover:bg-surface"
                onClick={() => choose(text)}
              >
                {text}
              </button>
              {own.includes(text) ? (
                <IconButton
                  icon={Trash2}
                  label={`Forget ${text}`}
                  onClick={() => store(own.filter((one) => one !== text).join('\n'))}
                />
              ) : null}
            </li>
          ))}
        </ul>
        {canSave ? (
          <Button className="mt-1 w-full" onClick={() => store([current.trim(), ...own].join('\n'))}>
            <BookmarkPlus className="size-4" aria-hidden /> Save this expression
          </Button>
        ) : null}
      </PopoverContent>
    </Popover>
  );
}
