'use client';

import { getTraceHeat } from '@/lib/protocol/api/traces';
import type { QueryValues } from '../http/print-request';
import { useEndpoint } from '../http/use-endpoint';

const LIVE_MS = 10_000;

/** How many spans and traces a search meets in its whole window, and how long the spans took over time. */
export function useTraceHeat(query: QueryValues, { isLive }: { isLive: boolean }) {
  return useEndpoint(getTraceHeat, { query }, { refetchMs: isLive ? LIVE_MS : undefined });
}
