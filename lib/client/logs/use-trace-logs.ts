'use client';

import { getLogs, type LogLine } from '@/lib/protocol/api/logs';
import { useEndpoint } from '../http/use-endpoint';

/** Lines are stamped with the start of a request, spans with theirs: they differ by clocks only. */
const MARGIN_MS = 60_000;
const MOST = 1_000;

/** All access-log lines of one trace, by time. */
export function useTraceLogs(traceId: string, time: { startUs: number; endUs: number } | undefined) {
  const from = Math.floor((time?.startUs ?? 0) / 1000) - MARGIN_MS;
  const to = Math.ceil((time?.endUs ?? 0) / 1000) + MARGIN_MS;
  return useEndpoint(
    getLogs,
    { query: { traceId, sides: 'both', from, to, limit: MOST } },
    { enabled: time !== undefined },
  );
}

/** The lines of one span. */
export function linesOfSpan(lines: readonly LogLine[], spanId: string): LogLine[] {
  return lines.filter((line) => line.span_id === spanId);
}
