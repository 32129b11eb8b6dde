'use client';

import { useState } from 'react';
import { countNewer } from '@/lib/client/logs/tail-buffer';
import type { LogLine } from '@/lib/protocol/api/logs';

/** Whether new lines appear by themselves; while they do not, how many wait. */
export type Follow = {
  isFollowing: boolean;
  lines: readonly LogLine[];
  waiting: number;
  pause: () => void;
  resume: () => void;
};

/** Holds the newest line on show while the reader reads; older pages still grow below it. */
export function useFollow(lines: readonly LogLine[], queryKey: string): Follow {
  const [held, hold] = useState<{ queryKey: string; newest: LogLine }>();
  const newest = held?.queryKey === queryKey ? held.newest : undefined;
  const waiting = newest === undefined ? 0 : countNewer(lines, newest);
  const first = lines[0];
  return {
    isFollowing: newest === undefined,
    lines: waiting === 0 ? lines : lines.slice(waiting),
    waiting,
    pause: () => {
      if (newest === undefined && first !== undefined) hold({ queryKey, newest: first });
    },
    resume: () => hold(undefined),
  };
}
