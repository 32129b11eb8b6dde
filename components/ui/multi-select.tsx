'use client';

import { Command } from 'cmdk';
import { ChevronDown, type LucideIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { CheckMark } from './check-mark';
import { cn } from './cn';
import { Popover, PopoverContent, PopoverTrigger } from './popover';

export type MultiSelectOption = { value: string; label?: string; hint?: ReactNode };

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
        <Command label={label} loop>
          <Command.Input
            autoFocus
            placeholder="Filter by name"
            className="h-9 w-full border-border border-b bg-transparent px-3 text-sm outline-none placeholder:text-faint"
          />
          <Command.List className="max-h-72 overflow-auto p-1">
            <Command.Empty className="px-2 py-3 text-faint text-xs">Nothing has that name.</Command.Empty>
            {all.map((option) => (
              <MultiSelectItem
                key={option.value}
                option={option}
                isChosen={value.includes(option.value)}
                onToggle={() => onChange(toggle(value, option.value))}
                onOnly={() => onChange([option.value])}
              />
            ))}
          </Command.List>
          <div className="flex items-center justify-between border-border border-t px-3 py-2 text-xs">
            <span className="text-faint">{value.length === 0 ? noneLabel : `${value.length} chosen`}</span>
            <button
              type="button"
              className="rounded-sm text-accent hover:underline disabled:text-faint disabled:no-underline"
              disabled={value.length === 0}
              onClick={() => onChange([])}
            >
              Clear
            </button>
          </div>
        </Command>
      </PopoverContent>
    </Popover>
  );
}

type ItemProps = { option: MultiSelectOption; isChosen: boolean; onToggle: () => void; onOnly: () => void };

function MultiSelectItem({ option, isChosen, onToggle, onOnly }: ItemProps) {
  return (
    <Command.Item
      value={option.value}
      keywords={option.label === undefined ? [] : [option.label]}
      onSelect={onToggle}
      className="group flex h-7 cursor-default items-center gap-2 rounded-sm px-2 text-sm data-[selected=true]:bg-accent/15"
    >
      <CheckMark isOn={isChosen} />
      <span className="truncate">{option.label ?? option.value}</span>
      <span className="sr-only">{isChosen ? ', chosen' : ''}</span>
      {option.hint ? (
        <span className="ml-auto text-faint text-xs group-hover:hidden">{option.hint}</span>
      ) : null}
      <button
        type="button"
        tabIndex={-1}
        className="ml-auto hidden rounded-sm px-1 text-accent text-xs hover:underline group-hover:block"
        onClick={(event) => {
          event.stopPropagation();
          onOnly();
        }}
      >
        only
      </button>
    </Command.Item>
  );
}

function toggle(value: readonly string[], name: string): readonly string[] {
  return value.includes(name) ? value.filter((other) => other !== name) : [...value, name];
}
