import type { ScatterPoint } from '@/components/charts/scatter-plot';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatClockMs } from '@/lib/client/format/format-time';
import { printQuantity } from '@/lib/client/format/quantity';
import type { TracePoint, TraceSummary } from '@/lib/protocol/api/traces';

type Drawn = Omit<TracePoint, 'rootName'> & Pick<TraceSummary, 'rootOperation' | 'rootName'>;

/** A trace as a mark of the scatter plot. */
export function toScatterPoint(trace: Drawn): ScatterPoint {
  const durationMs = trace.durationUs / 1000;
  const facts = [
    printQuantity(formatDuration(durationMs)),
    `${trace.spans} spans`,
    trace.errors === 0 ? '' : `${trace.errors} failed`,
    formatClockMs(trace.startUs / 1000),
  ];
  return {
    id: trace.traceId,
    timeMs: trace.startUs / 1000,
    durationMs,
    isError: trace.errors > 0,
    title: `${trace.rootService} ${traceTitle(trace)}`,
    note: facts.filter(Boolean).join(' · '),
  };
}

/** The marks of a plot: some of every part of the window, and all traces of the list. */
export function mergePoints(
  spread: readonly TracePoint[],
  listed: readonly ScatterPoint[],
): readonly ScatterPoint[] {
  const known = new Set(listed.map(({ id }) => id));
  const others = spread.filter(({ traceId }) => !known.has(traceId));
  return [...listed, ...others.map((point) => toScatterPoint({ ...point, rootOperation: '' }))];
}

/** What a trace is called: method and path of its root, else the root's operation. */
export function traceTitle(trace: Pick<TraceSummary, 'rootOperation' | 'rootName'>): string {
  return trace.rootOperation === '' ? trace.rootName : trace.rootOperation;
}
