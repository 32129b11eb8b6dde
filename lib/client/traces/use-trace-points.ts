'use client';

import { getTracePoints } from '@/lib/protocol/api/traces';
import type { QueryValues } from '../http/print-request';
import { useEndpoint } from '../http/use-endpoint';

const LIVE_MS = 10_000;

/** Traces of every part of the window that a search is made in, for a plot. */
export function useTracePoints(
  query: QueryValues,
  { enabled, isLive }: { enabled: boolean; isLive: boolean },
) {
  return useEndpoint(getTracePoints, { query }, { enabled, refetchMs: isLive ? LIVE_MS : undefined });
}
