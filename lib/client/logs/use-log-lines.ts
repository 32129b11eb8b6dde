'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { getLogs, type LogLine, logLineSchema } from '@/lib/protocol/api/logs';
import { callEndpoint } from '../http/call-endpoint';
import { ClientError } from '../http/client-error';
import { printParams, type QueryValues } from '../http/print-request';
import { browserSocket } from '../live/browser-socket';
import { readCollection } from '../live/read-collection';
import { useLive, useLiveState } from '../live/use-live';
import type { TimeRange } from '../time/time-range';
import { mergeLines } from './tail-buffer';

const PAGE = 500;
/** New lines are drawn this often: eyes cannot follow faster, and every row moves. */
const PACE_MS = 500;
/** Rows a page may hold before the reader has to narrow the search. */
const MOST = 20_000;

/**
 * Lines of a query, newest first. A moving range is followed live; as the console's memory reaches back only some
 * minutes, its past is read from the store as well, page by page as that of a fixed range.
 */
export function useLogLines(query: QueryValues, range: TimeRange) {
  const key = JSON.stringify(printParams(query));
  const isLive = range.kind === 'relative';
  const tail = useTail(query, key, isLive);
  const past = usePast(key, range);
  const history = useInfiniteQuery({
    queryKey: [getLogs.path, 'pages', key],
    queryFn: ({ pageParam, signal }) =>
      callEndpoint(getLogs, { query: { ...query, ...past, limit: PAGE, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchOnWindowFocus: false,
    // The tail brings what is new; asking again would only move the pages' borders.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    // Lines of another query must not be mixed into these.
    placeholderData: () => undefined,
  });
  const pages = history.data?.pages;
  const lines = useMemo(
    () => mergeLines(tail.lines ?? [], pages?.flatMap((page) => page.lines) ?? [], MOST),
    [tail.lines, pages],
  );
  // "No line" is said only when memory and store both have none.
  const isLoaded = pages !== undefined || lines.length > 0;
  const last = useRef<readonly LogLine[]>(undefined);
  useEffect(() => {
    if (isLoaded) last.current = lines;
  });
  return {
    // What was shown stays until the new query has an answer.
    data: isLoaded ? lines : last.current,
    error: history.error ?? tail.error,
    refetch: () => {
      browserSocket.retryNow();
      void history.refetch();
    },
    hasOlder: lines.length < MOST && history.hasNextPage,
    isLoadingOlder: history.isFetchingNextPage,
    loadOlder: () => void history.fetchNextPage(),
  };
}

/** The window of a moving range as it was when the query began: pages must not move while they are read. */
function usePast(key: string, range: TimeRange) {
  return useMemo(() => {
    if (range.kind === 'absolute' || key === '') return {};
    const nowMs = Date.now() + browserSocket.getState().clockSkewMs;
    return { window: undefined, from: Math.floor(nowMs - range.seconds * 1_000), to: Math.ceil(nowMs) };
  }, [key, range]);
}

/** What arrived since the page opened, for as long as the query stays the same. */
function useTail(query: QueryValues, key: string, isLive: boolean) {
  const { document, error } = useLive('logs', query, { enabled: isLive, paceMs: PACE_MS });
  const { connection } = useLiveState();
  const arrived = useMemo(
    () => (document === undefined ? undefined : readCollection(document, 'lines', logLineSchema)),
    [document],
  );
  const [buffer, setBuffer] = useState<{ key: string; lines: readonly LogLine[] }>();
  useEffect(() => {
    if (arrived === undefined) return;
    setBuffer((old) => {
      const lines = mergeLines(old?.key === key ? old.lines : [], arrived);
      return old?.key === key && old.lines === lines ? old : { key, lines };
    });
  }, [arrived, key]);
  const failure = useMemo(() => {
    if (error !== undefined) return new ClientError(error.code, error.message);
    if (connection !== 'lost') return null;
    return new ClientError(
      'unreachable',
      'The live connection to the console is down. It is tried again by itself.',
    );
  }, [error, connection]);
  return { lines: isLive && buffer?.key === key ? buffer.lines : isLive ? undefined : [], error: failure };
}
