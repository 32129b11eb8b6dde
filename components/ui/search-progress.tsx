'use client';

import type { ReactNode } from 'react';
import { formatClock } from '@/lib/client/format/format-time';
import { Button } from './button';
import { Skeleton } from './skeleton';

type SearchProgressProps = {
  /** How far back a search has come that goes on; undefined when none does. */
  progress: { searchedToMs: number | undefined } | undefined;
  window: { fromMs: number; toMs: number };
  onStop: () => void;
};

/** How far a search has come, while what it found so far is on show, and the way to end it. */
export function SearchProgress({ progress, window, onStop }: SearchProgressProps) {
  if (progress === undefined) return null;
  const { searchedToMs = window.toMs } = progress;
  const share = (window.toMs - searchedToMs) / Math.max(1, window.toMs - window.fromMs);
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div className="flex min-w-0 items-center gap-2 text-muted text-xs">
      <progress className="h-1.5 w-24 accent-accent" max={100} value={percent} aria-label="Searched" />
      <span className="num truncate">Searched back to {formatClock(searchedToMs)}</span>
      <Button size="sm" onClick={onStop}>
        Stop
      </Button>
    </div>
  );
}

/** Until a search has found something: how far it has come, over the place of what it will find. */
export function SearchSkeleton({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-col gap-3 p-4">
      <div className="min-h-7">{children}</div>
      <Skeleton className="h-40 w-full" />
    </div>
  );
}
