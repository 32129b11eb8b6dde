'use client';

import type { ReactNode } from 'react';
import { usePreference } from '@/lib/client/preferences/use-preference';
import { ResizeHandle } from './resize-handle';

type SplitPaneProps = {
  /** Keeps the reader's size under this name. */
  id: string;
  label: string;
  initial: number;
  min: number;
  max: number;
  first: ReactNode;
  second: ReactNode;
};

/** Two panes above each other; the upper one has the stored height. */
export function SplitPane({ id, label, initial, min, max, first, second }: SplitPaneProps) {
  const [stored, store] = usePreference(`split.${id}`, String(initial));
  const height = Math.min(max, Math.max(min, Number(stored) || initial));
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div style={{ height }} className="min-h-0 shrink-0 overflow-auto">
        {first}
      </div>
      <ResizeHandle
        label={label}
        value={height}
        min={min}
        max={max}
        grows="down"
        onChange={(next) => store(String(next))}
        className="-my-0.5 border-border border-b"
      />
      <div className="min-h-0 grow overflow-auto">{second}</div>
    </div>
  );
}
