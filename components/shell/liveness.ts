import type { LiveState } from '@/lib/client/live/live-socket';
import type { TimeRange } from '@/lib/client/time/time-range';

/** How fresh what is shown can be. */
export type Liveness = {
  kind: 'live' | 'stale' | 'lost' | 'connecting' | 'quiet' | 'paused' | 'history';
  label: string;
  explanation: string;
  ageMs?: number;
};

type Input = {
  range: TimeRange;
  state: LiveState;
  newestDataMs: number | null | undefined;
  nowMs: number | undefined;
};

/** Data older than this is no longer called live. */
const STALE_MS = 15_000;

/** The one word for the freshness of the page. */
export function readLiveness({ range, state, newestDataMs, nowMs }: Input): Liveness {
  if (range.kind === 'absolute') {
    return { kind: 'history', label: 'History', explanation: 'A fixed window of the past. Go live' };
  }
  if (state.isPaused)
    return { kind: 'paused', label: 'Paused', explanation: 'Data arrives but is not drawn. Resume' };
  if (state.connection === 'lost') {
    return { kind: 'lost', label: 'Offline', explanation: 'The console does not answer; trying again' };
  }
  if (nowMs === undefined || newestDataMs === undefined) {
    return { kind: 'connecting', label: 'Connecting', explanation: 'Waiting for the console' };
  }
  if (newestDataMs === null) {
    return { kind: 'quiet', label: 'No data yet', explanation: 'No agent has reported traffic so far' };
  }
  const ageMs = Math.max(0, nowMs + state.clockSkewMs - newestDataMs);
  if (ageMs > STALE_MS)
    return { kind: 'stale', label: 'Stale', explanation: 'The newest data is old. Pause', ageMs };
  return { kind: 'live', label: 'Live', explanation: 'Age of the newest data. Pause', ageMs };
}
