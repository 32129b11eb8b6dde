'use client';

import { useEffect, useMemo, useState } from 'react';
import { callKeyOfCaller, isCallSettled, onceACall } from '@/lib/mesh/log/once-a-call';
import { getLogs, type LogLine, logLineSchema } from '@/lib/protocol/api/logs';
import { ClientError } from '../http/client-error';
import { printParams, type QueryValues } from '../http/print-request';
import { useKept } from '../http/use-kept';
import { useSearch } from '../http/use-search';
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
 * Lines of a query, newest first, shown as they are found. A moving range is followed live; as the console's memory reaches back
 * only some minutes, its past is read from the store as well, page by page as that of a fixed range.
 */
export function useLogLines(query: QueryValues, range: TimeRange) {
  const key = JSON.stringify(printParams(query));
  const isLive = range.kind === 'relative';
  const tail = useTail(query, key, isLive);
  // The tail brings what is new; asking again would only move the pages' borders.
  const past = usePast(key, range);
  const history = useSearch(getLogs, query, { pageSize: PAGE, extra: past, isFixed: true });
  const { steps } = history;
  const isOnce = query.sides === undefined && query.reporter === undefined;
  const lines = useMemo(() => {
    const stored = steps?.flatMap((step) => step.lines) ?? [];
    if (!isOnce) return mergeLines(tail.lines ?? [], stored, MOST);
    // Of the newest calls only one end may be stored so far; the tail brings those that stay alone.
    const settled = isLive ? stored.filter((line) => isSettled(line, past.to)) : stored;
    return onceACall(mergeLines(tail.lines ?? [], settled, MOST));
  }, [tail.lines, steps, isOnce, isLive, past.to]);
  // "No line" is said only when memory and store both have none.
  const isLoaded = (steps !== undefined && history.progress === undefined) || lines.length > 0;
  return {
    data: useKept(isLoaded ? lines : undefined),
    error: history.error ?? tail.error,
    refetch: () => {
      browserSocket.retryNow();
      history.refetch();
    },
    progress: history.progress,
    stop: history.stop,
    older: {
      isThere: lines.length < MOST && history.hasMore,
      isLoading: history.progress !== undefined,
      isStopped: history.isStopped,
      load: history.searchOn,
    },
  };
}

function isSettled(line: LogLine, nowMs: number | undefined): boolean {
  return nowMs === undefined || callKeyOfCaller(line) === undefined || isCallSettled(line, nowMs);
}

/** The window of a moving range as it was when the query began: pages must not move while they are read. */
function usePast(key: string, range: TimeRange) {
  return useMemo(() => {
    if (range.kind === 'absolute' || key === '') return { to: undefined };
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
