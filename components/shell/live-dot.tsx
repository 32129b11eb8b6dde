'use client';

import { Pause, Play } from 'lucide-react';
import { formatAge } from '@/lib/client/format/format-age';
import { useHotkey } from '@/lib/client/keyboard/use-hotkey';
import { browserSocket } from '@/lib/client/live/browser-socket';
import { useLiveState } from '@/lib/client/live/use-live';
import { usePulse } from '@/lib/client/live/use-pulse';
import { DEFAULT_RANGE } from '@/lib/client/time/time-range';
import { useNow } from '@/lib/client/time/use-now';
import { useScope } from '@/lib/client/url/use-scope';
import { cn } from '../ui/cn';
import { Tooltip } from '../ui/tooltip';
import { type Liveness, readLiveness } from './liveness';

const DOTS: Readonly<Record<Liveness['kind'], string>> = {
  live: 'bg-ok animate-pulse-dot',
  stale: 'bg-degraded',
  lost: 'bg-failing',
  connecting: 'border border-idle',
  quiet: 'border border-idle',
  paused: 'bg-info',
  history: 'bg-info',
};

/** How fresh the data is; pressing it pauses, resumes, or comes back from history. */
export function LiveDot() {
  const { range, write } = useScope();
  const state = useLiveState();
  const pulse = usePulse();
  const nowMs = useNow();
  const liveness = readLiveness({ range, state, newestDataMs: pulse?.newestDataAt, nowMs });
  const press = () => {
    if (range.kind === 'absolute') write({ range: DEFAULT_RANGE });
    else browserSocket.setPaused(!state.isPaused);
  };
  useHotkey('.', 'Pause or resume live data', press, { group: 'Time' });
  const isStopped = liveness.kind === 'paused' || liveness.kind === 'history';
  const Icon = isStopped ? Play : Pause;
  const age = liveness.ageMs === undefined ? '' : formatAge(liveness.ageMs);
  return (
    <Tooltip content={liveness.explanation} keys=".">
      <button
        type="button"
        onClick={press}
        className="group ml-1 flex h-8 items-center gap-2 rounded-md px-2 text-muted text-xs transition-colors duration-150 hover:bg-raised hover:text-text"
      >
        <span aria-hidden className={cn('size-2 shrink-0 rounded-full', DOTS[liveness.kind])} />
        <span className="num min-w-16 text-left max-md:min-w-0 max-sm:sr-only">
          <span>{liveness.label}</span>
          <span aria-hidden className="ml-1 text-faint max-md:hidden">
            {age}
          </span>
          <span className="sr-only">. {isStopped ? 'Go live' : 'Pause'}</span>
        </span>
        <span className="sr-only">. {isStopped ? 'Go live' : 'Pause'}</span>
        <Icon aria-hidden className="size-3.5 opacity-60 group-hover:opacity-100 max-md:hidden" />
      </button>
    </Tooltip>
  );
}
