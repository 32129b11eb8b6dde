'use client';

import { useState } from 'react';
import { countNewer } from '@/lib/client/logs/tail-buffer';
import type { LogLine } from '@/lib/protocol/api/logs';

/** Whether new lines appear by themselves; while they do not, how many wait. */
export type Follow = {
  isFollowing: boolean;
  lines: readonly LogLine[];
  waiting: number;
  /** The reader stopped it; only `resume` ends that. */
  pause: () => void;
  resume: () => void;
  /** Held while the pointer is over the lines, so that none moves away under it. */
  point: (isPointing: boolean) => void;
};

type Hold = { queryKey: string; newest: LogLine; by: 'reader' | 'pointer' };

/** Holds the newest line on show while the reader reads or points; older pages still grow below it. */
export function useFollow(lines: readonly LogLine[], queryKey: string): Follow {
  const [stored, hold] = useState<Hold>();
  const held = stored?.queryKey === queryKey ? stored : undefined;
  const waiting = held === undefined ? 0 : countNewer(lines, held.newest);
  const first = held?.newest ?? lines[0];
  const holdFor = (by: Hold['by']) => {
    if (first !== undefined) hold({ queryKey, newest: first, by });
  };
  return {
    isFollowing: held?.by !== 'reader',
    lines: waiting === 0 ? lines : lines.slice(waiting),
    waiting,
    pause: () => {
      if (held?.by !== 'reader') holdFor('reader');
    },
    resume: () => hold(undefined),
    point: (isPointing) => {
      if (isPointing && held === undefined) holdFor('pointer');
      if (!isPointing && held?.by === 'pointer') hold(undefined);
    },
  };
}
