'use client';

import { useMemo } from 'react';
import { getTraces } from '@/lib/protocol/api/traces';
import type { QueryValues } from '../http/print-request';
import { useKept } from '../http/use-kept';
import { useSearch } from '../http/use-search';

const PAGE = 100;
/** No topic carries traces: a search that is live asks again this often. */
const LIVE_MS = 3_000;

/** Searches traces page by page, shown as they are found. While live and on the first page, newer traces appear by themselves. */
export function useTraceSearch(query: QueryValues, { isLive }: { isLive: boolean }) {
  const search = useSearch(getTraces, query, { pageSize: PAGE, refetchMs: isLive ? LIVE_MS : undefined });
  const { steps } = search;
  const traces = useMemo(() => steps?.flatMap((step) => step.traces), [steps]);
  // "No trace" is said only when the whole window has none.
  const data = useKept(traces?.length === 0 && search.progress !== undefined ? undefined : traces);
  return { ...search, data };
}
