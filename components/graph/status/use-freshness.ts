import { useLiveState } from '@/lib/client/live/use-live';
import { useScope } from '@/lib/client/url/use-scope';
import type { Tone } from '../../ui/badge';

/** What to say of the age of the drawing; nothing while it is live or a fixed past. */
export function useFreshness(isStale: boolean): { label: string; tone: Tone } | undefined {
  const { range } = useScope();
  const { connection, isPaused } = useLiveState();
  if (range.kind === 'absolute') return undefined;
  if (isPaused) return { label: 'Paused', tone: 'info' };
  if (connection === 'lost' || isStale) return { label: 'Stale: the connection is down', tone: 'degraded' };
  return undefined;
}
