'use client';

import { ChevronDown, type LucideIcon } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { cn } from './cn';
import type { MultiSelectOption } from './multi-select-option';
import { Popover, PopoverContent, PopoverTrigger } from './popover';

const MultiSelectList = dynamic(
  () => import('./multi-select-list').then((module) => module.MultiSelectList),
  {
    loading: () => <div className="h-24" />,
  },
);

type MultiSelectProps = {
  label: string;
  /** What none chosen means: "All namespaces". */
  noneLabel: string;
  icon?: LucideIcon;
  value: readonly string[];
  options: readonly MultiSelectOption[];
  onChange: (value: readonly string[]) => void;
  className?: string;
};

/** Several of many, with a search box; choosing none means all. */
export function MultiSelect({
  label,
  noneLabel,
  icon: Icon,
  value,
  options,
  onChange,
  className,
}: MultiSelectProps) {
  const [open, setOpen] = useState(false);
  const known = new Set(options.map((option) => option.value));
  const all = [
    ...options,
    ...value.filter((name) => !known.has(name)).map((name) => ({ value: name, hint: 'not seen' })),
  ];
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <button
          type="button"
          aria-label={`${label}: ${value.length === 0 ? noneLabel : value.join(', ')}`}
          className={cn(
            'inline-flex h-8 min-w-0 max-w-72 items-center gap-1.5 rounded-md border border-border-strong bg-surface px-2.5 text-sm transition-colors duration-150 hover:bg-raised',
            className,
          )}
        >
          {Icon ? <Icon className="size-4 shrink-0 text-faint" aria-hidden /> : null}
          <span className="truncate">{value.length === 0 ? noneLabel : value.join(', ')}</span>
          {value.length > 1 ? <span className="num text-faint text-xs">{value.length}</span> : null}
          <ChevronDown className="size-3.5 shrink-0 text-faint" aria-hidden />
        </button>
      </PopoverTrigger>
      <PopoverContent aria-label={label} className="w-72 p-0">
        <MultiSelectList
          label={label}
          noneLabel={noneLabel}
          value={value}
          options={all}
          onChange={onChange}
        />
      </PopoverContent>
    </Popover>
  );
}
