'use client';

import { type KeyboardEvent, useRef } from 'react';
import { cn } from './cn';

type SegmentedControlProps<T extends string> = {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
  className?: string;
};

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** One of two to five, all in sight: radio buttons, which the arrow keys walk through and choose. */
export function SegmentedControl<T extends string>(props: SegmentedControlProps<T>) {
  const { label, value, options, onChange, className } = props;
  const group = useRef<HTMLDivElement>(null);
  const chosen = options.findIndex((option) => option.value === value);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = (Math.max(chosen, 0) + step + options.length) % options.length;
    const next = options[at];
    if (next === undefined) return;
    onChange(next.value);
    const button = group.current?.children[at];
    if (button instanceof HTMLElement) button.focus();
  };
  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={label}
      onKeyDown={onKeyDown}
      className={cn(
        'inline-flex h-8 shrink-0 rounded-md border border-border-strong bg-surface p-0.5',
        className,
      )}
    >
      {options.map((option, at) => (
        // biome-ignore lint/a11y/useSemanticElements: an input cannot be a button that holds its own words
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={at === chosen}
          tabIndex={at === Math.max(chosen, 0) ? 0 : -1}
          onClick={() => onChange(option.value)}
          className="inline-flex items-center rounded-sm px-2.5 text-muted text-xs transition-colors duration-150 hover:text-text aria-checked:bg-accent/15 aria-checked:text-accent"
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
