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

/** Lines of a query, newest first: followed live for a moving range, read page by page into the past. */
export function useLogLines(query: QueryValues, range: TimeRange) {
  const key = JSON.stringify(printParams(query));
  const isLive = range.kind === 'relative';
  const tail = useTail(query, key, isLive);
  const [pinned, setPinned] = useState<{ key: string; from: number; to: number }>();
  const past = pinned?.key === key ? { from: pinned.from, to: pinned.to, window: undefined } : undefined;
  const history = useInfiniteQuery({
    queryKey: [getLogs.path, 'pages', key, past?.to ?? null],
    queryFn: ({ pageParam, signal }) =>
      callEndpoint(getLogs, { query: { ...query, ...past, limit: PAGE, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    enabled: !isLive || past !== undefined,
    refetchOnWindowFocus: false,
    // Lines of another query must not be mixed into these.
    placeholderData: () => undefined,
  });
  const pages = history.data?.pages;
  const lines = useMemo(
    () => mergeLines(tail.lines ?? [], pages?.flatMap((page) => page.lines) ?? [], MOST),
    [tail.lines, pages],
  );
  const isLoaded = isLive ? tail.lines !== undefined : pages !== undefined;
  const last = useRef<readonly LogLine[]>(undefined);
  useEffect(() => {
    if (isLoaded) last.current = lines;
  });
  const canPin = isLive && past === undefined && lines.length >= PAGE;
  const loadOlder = () => {
    const oldest = lines.at(-1);
    if (!canPin || oldest === undefined) return void history.fetchNextPage();
    const to = Math.ceil(oldest.start_time) + 1;
    setPinned({ key, from: to - range.seconds * 1_000, to });
  };
  return {
    // What was shown stays until the new query has an answer.
    data: isLoaded ? lines : last.current,
    error: isLive ? (tail.error ?? history.error) : history.error,
    refetch: () => (isLive ? browserSocket.retryNow() : void history.refetch()),
    hasOlder: lines.length < MOST && (canPin || history.hasNextPage),
    isLoadingOlder: history.isFetchingNextPage || (isLive && past !== undefined && history.isLoading),
    loadOlder,
  };
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
