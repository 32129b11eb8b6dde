'use client';

import { Search, X } from 'lucide-react';
import type { ComponentProps, RefObject } from 'react';
import { useHotkey } from '@/lib/client/keyboard/use-hotkey';
import { cn } from './cn';
import { Input } from './input';
import { Kbd } from './kbd';

type SearchBoxProps = Omit<ComponentProps<typeof Input>, 'onChange' | 'ref' | 'value'> & {
  ref: RefObject<HTMLInputElement | null>;
  label: string;
  value: string;
  /** The text and where in it the writer is. */
  onChange: (text: string, at: number) => void;
  /** The page's main search answers to `/`. */
  isMain?: boolean;
  /** Of the box around the input. */
  boxClassName?: string | undefined;
};

/** A line of text to search by, with a button that empties it; Esc empties it, then leaves it. */
export function SearchBox(props: SearchBoxProps) {
  const { ref, label, value, onChange, isMain = false, boxClassName, className, onKeyDown, ...input } = props;
  useHotkey('/', `Search: ${label}`, () => ref.current?.select(), { enabled: isMain });
  return (
    <search className={cn('relative block max-w-full', boxClassName)}>
      <Search className="pointer-events-none absolute top-2 left-2.5 size-4 text-faint" aria-hidden />
      <Input
        {...input}
        ref={ref}
        aria-label={label}
        value={value}
        spellCheck={false}
        autoComplete="off"
        className={cn('px-8', className)}
        onChange={({ target }) => onChange(target.value, target.selectionStart ?? target.value.length)}
        onKeyDown={(event) => {
          onKeyDown?.(event);
          if (event.key !== 'Escape' || event.defaultPrevented) return;
          if (value === '') ref.current?.blur();
          else onChange('', 0);
        }}
      />
      {value !== '' ? (
        <button
          type="button"
          aria-label={`Clear: ${label}`}
          className="absolute top-1.5 right-1.5 grid size-5 place-items-center rounded-sm text-faint hover:text-text"
          onClick={() => onChange('', 0)}
        >
          <X className="size-3.5" aria-hidden />
        </button>
      ) : (
        isMain && <Kbd keys="/" className="pointer-events-none absolute top-1.5 right-2" />
      )}
    </search>
  );
}
