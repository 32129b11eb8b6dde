'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { getTraces } from '@/lib/protocol/api/traces';
import { callEndpoint } from '../http/call-endpoint';
import type { QueryValues } from '../http/print-request';

const PAGE = 100;
/** No topic carries traces: a search that is live asks again this often. */
const LIVE_MS = 3_000;

/** Searches traces page by page. While live and on the first page, newer traces appear by themselves. */
export function useTraceSearch(query: QueryValues, { isLive }: { isLive: boolean }) {
  return useInfiniteQuery({
    queryKey: [getTraces.path, 'pages', query],
    queryFn: ({ pageParam, signal }) =>
      callEndpoint(getTraces, { query: { ...query, limit: PAGE, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) => (isLive && (state.data?.pages.length ?? 1) === 1 ? LIVE_MS : false),
  });
}
