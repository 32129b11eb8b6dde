'use client';

import { getApplicationLogs } from '@/lib/protocol/api/application-logs';
import { useEndpoint } from '../http/use-endpoint';

/** An application may write a line some time after its span has ended. */
const MARGIN_MS = 600_000;
const MOST = 1_000;

/** The lines that applications themselves wrote during a trace. */
export function useTraceOwnLogs(trace: string, { startUs, endUs }: { startUs: number; endUs: number }) {
  const from = Math.floor(startUs / 1_000) - MARGIN_MS;
  const to = Math.ceil(endUs / 1_000) + MARGIN_MS;
  return useEndpoint(getApplicationLogs, { query: { trace, from, to, limit: MOST } });
}
