'use client';

import { ChevronDown } from 'lucide-react';
import dynamic from 'next/dynamic';
import { cn } from './cn';
import { OverlayTrigger, openOnPress } from './overlay/overlay-trigger';
import { useOverlay } from './overlay/use-overlay';
import type { SelectOption } from './select-option';

const loadSurface = () => import('./overlay/select-surface');
const SelectSurface = dynamic(() => loadSurface().then((module) => module.SelectSurface), {
  ssr: false,
}) as typeof import('./overlay/select-surface').SelectSurface;

type SelectProps<T extends string> = {
  label: string;
  value: T;
  options: readonly SelectOption<T>[];
  onChange: (value: T) => void;
  /** Show the label in front of the value: "Sort: error rate". */
  isLabelled?: boolean;
  className?: string;
};

const OPENS: readonly string[] = ['Enter', ' ', 'ArrowDown', 'ArrowUp'];

/** One of a few. */
export function Select<T extends string>(props: SelectProps<T>) {
  const { label, value, options, onChange, isLabelled = false, className } = props;
  const overlay = useOverlay({});
  const chosen = options.find((option) => option.value === value);
  return (
    <>
      <OverlayTrigger
        {...openOnPress(overlay, OPENS)}
        role="combobox"
        aria-label={label}
        className={cn(
          'inline-flex h-8 min-w-0 items-center gap-1.5 rounded-md border border-border-strong bg-surface px-2.5 text-sm transition-colors duration-150 hover:bg-raised',
          className,
        )}
        overlay={overlay}
        popup="listbox"
        onIntent={loadSurface}
      >
        {isLabelled ? <span className="text-muted">{label}</span> : null}
        <span className="truncate">{chosen?.label ?? value}</span>
        <ChevronDown className="ml-auto size-3.5 shrink-0 text-faint" aria-hidden />
      </OverlayTrigger>
      {overlay.isOpen ? (
        <SelectSurface overlay={overlay} label={label} value={value} options={options} onChange={onChange} />
      ) : null}
    </>
  );
}
