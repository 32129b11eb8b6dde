'use client';

import { getTraceHeat } from '@/lib/protocol/api/traces';
import type { QueryValues } from '../http/print-request';
import { useEndpoint } from '../http/use-endpoint';

const LIVE_MS = 5_000;

/** How long the spans that a search finds took, over time. */
export function useTraceHeat(query: QueryValues, { enabled, isLive }: { enabled: boolean; isLive: boolean }) {
  return useEndpoint(getTraceHeat, { query }, { enabled, refetchMs: isLive ? LIVE_MS : undefined });
}
