'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { callEndpoint } from '@/lib/client/http/call-endpoint';
import type { TimeWindow } from '@/lib/client/time/time-range';
import { getTimeline } from '@/lib/protocol/api/timeline';
import { readSteps } from './read-steps';

/** The end of a moving track is rounded to so much, so that it is asked for once a while and not once a second. */
const GRAIN_MS = 10_000;

/** Health and marks over a part of history; the last answer stays until the next one is there. */
export function useTimeline({ fromMs, toMs }: TimeWindow, namespaces: readonly string[], isEnabled: boolean) {
  const query = {
    from: Math.floor(fromMs / GRAIN_MS) * GRAIN_MS,
    to: Math.ceil(toMs / GRAIN_MS) * GRAIN_MS,
    namespaces,
  };
  const answer = useQuery({
    queryKey: [getTimeline.path, query],
    queryFn: ({ signal }) => callEndpoint(getTimeline, { query, signal }),
    placeholderData: keepPreviousData,
    enabled: isEnabled,
  });
  const steps = useMemo(() => (answer.data === undefined ? [] : readSteps(answer.data)), [answer.data]);
  return { answer, steps };
}
