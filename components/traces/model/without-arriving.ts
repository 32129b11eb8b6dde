import type { TraceSummary } from '@/lib/protocol/api/traces';

/** Agents report about once a second, and a caller's span ends after the spans of what it called. */
const ARRIVES_WITHIN_MS = 10_000;

/** Without traces whose beginning may still be on its way: shown now, they would be called by one of their middles. */
export function withoutArriving(traces: readonly TraceSummary[], nowMs: number): readonly TraceSummary[] {
  const isArriving = ({ isRootless, startUs, durationUs }: TraceSummary) =>
    isRootless && nowMs - (startUs + durationUs) / 1_000 < ARRIVES_WITHIN_MS;
  // The same array as long as nothing is left out, so that what is drawn of it stays.
  return traces.some(isArriving) ? traces.filter((trace) => !isArriving(trace)) : traces;
}
