'use client';

import { getLogHistogram } from '@/lib/protocol/api/logs';
import type { QueryValues } from '../http/print-request';
import { useEndpoint } from '../http/use-endpoint';

const LIVE_MS = 2_000;

/** Lines over time by class of code; asked again while live. */
export function useLogHistogram(query: QueryValues, { isLive }: { isLive: boolean }) {
  return useEndpoint(getLogHistogram, { query }, { refetchMs: isLive ? LIVE_MS : undefined });
}
