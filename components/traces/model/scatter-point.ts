import type { ScatterPoint } from '@/components/charts/scatter-plot';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatClockMs } from '@/lib/client/format/format-time';
import { printQuantity } from '@/lib/client/format/quantity';
import type { TraceSummary } from '@/lib/protocol/api/traces';

/** A trace as a mark of the scatter plot. */
export function toScatterPoint(trace: TraceSummary): ScatterPoint {
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

/** What the plot spans: the whole window, or as far back as the loaded traces reach while older ones wait. */
export function scatterWindow(
  points: readonly ScatterPoint[],
  hasOlder: boolean,
  window: { fromMs: number; toMs: number },
): { fromMs: number; toMs: number } {
  if (!hasOlder || points.length === 0) return window;
  const oldest = points.reduce((least, { timeMs }) => Math.min(least, timeMs), window.toMs);
  const reach = Math.max(1_000, window.toMs - oldest);
  return { fromMs: Math.max(window.fromMs, window.toMs - reach * 1.03), toMs: window.toMs };
}

/** What a trace is called: method and path of its root, else the root's operation. */
export function traceTitle(trace: Pick<TraceSummary, 'rootOperation' | 'rootName'>): string {
  return trace.rootOperation === '' ? trace.rootName : trace.rootOperation;
}
