'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';

export type SelectOption<T extends string> = { value: T; label: string; hint?: ReactNode };

type SelectProps<T extends string> = {
  label: string;
  value: T;
  options: readonly SelectOption<T>[];
  onChange: (value: T) => void;
  /** Show the label in front of the value: "Sort: error rate". */
  isLabelled?: boolean;
  className?: string;
};

/** One of a few. */
export function Select<T extends string>({
  label,
  value,
  options,
  onChange,
  isLabelled = false,
  className,
}: SelectProps<T>) {
  const chosen = options.find((option) => option.value === value);
  return (
    <Radix.Root value={value} onValueChange={(next) => onChange(next as T)}>
      <Radix.Trigger
        aria-label={label}
        className={cn(
          'inline-flex h-8 min-w-0 items-center gap-1.5 rounded-md border border-border-strong bg-surface px-2.5 text-sm transition-colors duration-150 hover:bg-raised',
          className,
        )}
      >
        {isLabelled ? <span className="text-muted">{label}</span> : null}
        <span className="truncate">
          <Radix.Value>{chosen?.label ?? value}</Radix.Value>
        </span>
        <ChevronDown className="ml-auto size-3.5 shrink-0 text-faint" aria-hidden />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-80 min-w-(--radix-select-trigger-width) animate-fade-in overflow-hidden rounded-md border border-border-strong bg-raised shadow-overlay"
        >
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className="flex h-7 cursor-default items-center gap-2 rounded-sm pr-2 pl-7 text-sm outline-none data-[highlighted]:bg-accent/15 data-[state=checked]:text-text"
              >
                <Radix.ItemIndicator className="absolute left-2.5">
                  <Check className="size-3.5 text-accent" aria-hidden />
                </Radix.ItemIndicator>
                <Radix.ItemText>{option.label}</Radix.ItemText>
                {option.hint ? <span className="ml-auto pl-4 text-faint text-xs">{option.hint}</span> : null}
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
