'use client';

import { X } from 'lucide-react';
import type { ReactNode } from 'react';

type ChipProps = { children: ReactNode; removeLabel: string; onRemove: () => void };

/** A filter that applies now and can be taken away. */
export function Chip({ children, removeLabel, onRemove }: ChipProps) {
  return (
    <span className="inline-flex h-6 max-w-64 items-center gap-1 rounded-full border border-border-strong bg-raised pl-2 text-xs">
      <span className="truncate">{children}</span>
      <button
        type="button"
        aria-label={removeLabel}
        className="grid size-6 place-items-center rounded-full text-faint hover:text-text"
        onClick={onRemove}
      >
        <X className="size-3" aria-hidden />
      </button>
    </span>
  );
}
