'use client';

import { Search, X } from 'lucide-react';
import { useRef } from 'react';
import { useHotkey } from '@/lib/client/keyboard/use-hotkey';
import { cn } from './cn';
import { Input } from './input';
import { Kbd } from './kbd';

type SearchFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** The page's main search answers to `/`. */
  isMain?: boolean;
  className?: string;
};

/** A search box; Esc clears it, then leaves it. */
export function SearchField({
  label,
  value,
  onChange,
  placeholder,
  isMain = false,
  className,
}: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useHotkey('/', `Search: ${label}`, () => input.current?.select(), { enabled: isMain });
  return (
    <search className={cn('relative block w-64 max-w-full', className)}>
      <Search className="pointer-events-none absolute top-2 left-2.5 size-4 text-faint" aria-hidden />
      <Input
        ref={input}
        type="text"
        role="searchbox"
        aria-label={label}
        value={value}
        placeholder={placeholder ?? label}
        spellCheck={false}
        autoComplete="off"
        className="px-8"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          if (value === '') input.current?.blur();
          else onChange('');
        }}
      />
      {value !== '' ? (
        <button
          type="button"
          aria-label="Clear search"
          className="absolute top-1.5 right-1.5 grid size-5 place-items-center rounded-sm text-faint hover:text-text"
          onClick={() => onChange('')}
        >
          <X className="size-3.5" aria-hidden />
        </button>
      ) : (
        isMain && <Kbd keys="/" className="pointer-events-none absolute top-1.5 right-2" />
      )}
    </search>
  );
}
