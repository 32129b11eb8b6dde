'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type * as z from 'zod/mini';
import type { SearchEndpoint } from '@/lib/protocol/api/endpoint';
import { askAgainMs } from './ask-again';
import { callSteps } from './call-steps';
import type { QueryValues } from './print-request';

/** What every step of a search says. */
export type SearchStep = { searchedToMs: number; nextCursor: string | null };

/** A page of results as its steps arrived; where the next one begins, null when the whole window has been looked at. */
export type SearchPage<Step extends SearchStep> = {
  steps: readonly Step[];
  nextCursor: string | null;
  /** The reader stopped it before it had as many results as a page has. */
  isStopped: boolean;
};

export type UseSearchOptions = {
  pageSize: number;
  /** What the address does not say but the request does, such as a window that stands still. */
  extra?: QueryValues;
  /** A search on its first page is made again this often, and never faster than ten times as long as it took. */
  refetchMs?: number | undefined;
  /** Results stay as they are until they are asked for anew. */
  isFixed?: boolean;
};

const PACE = 10;

/**
 * Searches page by page. Results appear while a search goes on, newest first; it ends when the page is full, when the window has
 * been searched, when the reader stops it, or when the page is left.
 */
export function useSearch<Step extends SearchStep>(
  endpoint: SearchEndpoint<z.ZodMiniType, z.ZodMiniType, z.ZodMiniType<Step>>,
  query: QueryValues,
  { pageSize, extra, refetchMs, isFixed = false }: UseSearchOptions,
) {
  const key = JSON.stringify(query);
  const [arriving, setArriving] = useState<{ key: string; cursor: string; steps: readonly Step[] }>();
  const stopper = useRef<AbortController>(undefined);
  const tookMs = useRef(0);
  const search = useInfiniteQuery({
    queryKey: [endpoint.path, 'pages', query],
    queryFn: async ({ pageParam, signal }): Promise<SearchPage<Step>> => {
      const stop = new AbortController();
      stopper.current = stop;
      const startedAt = performance.now();
      const steps: Step[] = [];
      const asked = { ...query, ...extra, limit: pageSize, cursor: pageParam };
      try {
        await callSteps(
          endpoint,
          { query: asked, signal: AbortSignal.any([signal, stop.signal]) },
          (step) => {
            steps.push(step);
            setArriving({ key, cursor: pageParam, steps: [...steps] });
          },
        );
      } catch (error) {
        if (!stop.signal.aborted || steps.length === 0) throw error;
      }
      tookMs.current = performance.now() - startedAt;
      return { steps, nextCursor: steps.at(-1)?.nextCursor ?? null, isStopped: stop.signal.aborted };
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) => {
      if (refetchMs === undefined || (state.data?.pages.length ?? 1) > 1) return false;
      if (state.data?.pages[0]?.isStopped === true) return false;
      return askAgainMs(state.error, Math.max(refetchMs, tookMs.current * PACE));
    },
    // What was found for other conditions must not be mixed into this.
    placeholderData: () => undefined,
    ...(isFixed
      ? { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false as const }
      : {}),
  });
  const { data, isFetching, isFetchingNextPage } = search;
  const isFirst = data === undefined && isFetching;
  const isArriving = arriving?.key === key && (isFirst || (isFetchingNextPage && arriving.cursor !== ''));
  const whole = data?.pages.flatMap((page) => page.steps);
  const steps = isArriving ? [...(whole ?? []), ...arriving.steps] : whole;
  return {
    /** All steps so far; undefined until the first has arrived. */
    steps,
    error: search.error,
    refetch: () => void search.refetch(),
    updatedAt: search.dataUpdatedAt,
    /** How far back the search has come while it goes on. */
    progress: isFirst || isFetchingNextPage ? { searchedToMs: steps?.at(-1)?.searchedToMs } : undefined,
    stop: () => stopper.current?.abort(),
    hasMore: search.hasNextPage,
    isStopped: data?.pages.at(-1)?.isStopped === true,
    searchOn: () => void search.fetchNextPage(),
  };
}
