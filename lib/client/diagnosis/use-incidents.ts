'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { getIncidents } from '@/lib/protocol/api/diagnosis';
import { callEndpoint } from '../http/call-endpoint';

const PAGE = 50;
const LIVE_MS = 10_000;

/** All incidents page by page; while only the first page is open, newer ones appear by themselves. */
export function useIncidents(namespaces: readonly string[]) {
  const query = { namespaces: namespaces.join(',') };
  const { data, ...rest } = useInfiniteQuery({
    queryKey: [getIncidents.path, 'pages', query],
    queryFn: ({ pageParam, signal }) =>
      callEndpoint(getIncidents, {
        query: { ...query, limit: PAGE, ...(pageParam === '' ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 1) === 1 ? LIVE_MS : false),
  });
  const incidents = useMemo(() => data?.pages.flatMap((page) => page.incidents), [data]);
  return { ...rest, data: incidents };
}
