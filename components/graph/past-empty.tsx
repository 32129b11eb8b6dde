'use client';

import { History } from 'lucide-react';
import { formatDayTime } from '@/lib/client/format/format-time';
import { describeRange } from '@/lib/client/time/format-range';
import type { TimeRange } from '@/lib/client/time/time-range';
import { useNow } from '@/lib/client/time/use-now';
import { useScope } from '@/lib/client/url/use-scope';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { nearestTraffic } from './time/nearest-traffic';
import { useTimeline } from './time/use-timeline';

/** A minute, so that all of history is not asked for anew with every second. */
const GRAIN_MS = 60_000;

type PastEmptyProps = { range: Extract<TimeRange, { kind: 'absolute' }> };

/** A window of the past in which nothing was recorded: since when something is, and the way there. */
export function PastEmpty({ range }: PastEmptyProps) {
  const { namespaces, write } = useScope();
  const nowMs = useNow();
  const toMs = Math.ceil(Math.max(nowMs ?? 0, range.toMs) / GRAIN_MS) * GRAIN_MS;
  const { answer } = useTimeline({ fromMs: toMs - GRAIN_MS, toMs }, namespaces, nowMs !== undefined);
  const oldest = answer.data?.oldest ?? undefined;
  // Steps are shares of what is asked for: only of the history there is are they short.
  const { steps } = useTimeline({ fromMs: oldest ?? toMs, toMs }, namespaces, oldest !== undefined);
  const where = namespaces.length === 0 ? '' : ` in ${namespaces.join(', ')}`;
  const nearest = nearestTraffic(steps, range);
  return (
    <div className="grid h-full place-items-center">
      <EmptyState
        icon={History}
        title={`Nothing was recorded${where}, ${describeRange(range)}`}
        action={
          <div className="flex flex-wrap justify-center gap-2">
            {nearest === undefined ? null : (
              <Button onClick={() => write({ range: { kind: 'absolute', ...nearest } })}>
                {nearest.fromMs >= range.fromMs ? 'Go to the next traffic' : 'Go to the last traffic before'},{' '}
                {formatDayTime(nearest.fromMs)}
              </Button>
            )}
            {namespaces.length > 0 ? (
              <Button onClick={() => write({ ns: [] })}>Show all namespaces</Button>
            ) : null}
          </div>
        }
      >
        {answer.data === undefined
          ? 'Looking for when there is data ...'
          : describeHistory(answer.data.oldest, range.toMs)}
      </EmptyState>
    </div>
  );
}

/** Why a window that ended at a moment is empty. */
export function describeHistory(oldestMs: number | null, toMs: number): string {
  if (oldestMs === null) return 'Nothing has been recorded so far, at any time.';
  const since = formatDayTime(oldestMs);
  return oldestMs >= toMs
    ? `The history that is kept begins on ${since}, after this window.`
    : `There is data since ${since}; in this window no request was made, or no console ran to record it.`;
}
