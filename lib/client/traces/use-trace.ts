'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { buildTrace } from '@/lib/mesh/trace/build-trace';
import type { Span } from '@/lib/mesh/trace/span';
import { getTrace } from '@/lib/protocol/api/traces';
import { askAgainMs } from '../http/ask-again';
import { callEndpoint } from '../http/call-endpoint';

/** Spans of one request arrive from many agents: a trace this young is asked for again. */
const YOUNG_MS = 15_000;
const YOUNG_ASK_MS = 2_000;

/** One trace as a tree. */
export function useTrace(traceId: string, { enabled = true } = {}) {
  const query = useQuery({
    queryKey: [getTrace.path, traceId],
    queryFn: ({ signal }) => callEndpoint(getTrace, { params: { id: traceId }, signal }),
    refetchInterval: ({ state }) =>
      askAgainMs(state.error, isYoung(state.data?.spans ?? []) ? YOUNG_ASK_MS : false),
    refetchOnWindowFocus: false,
    enabled,
  });
  const answer = query.data?.traceId === traceId ? query.data : undefined;
  const trace = useMemo(
    () => (answer === undefined ? undefined : buildTrace(traceId, answer.spans)),
    [traceId, answer],
  );
  return { data: trace, error: query.error, refetch: query.refetch };
}

function isYoung(spans: readonly Span[]): boolean {
  const endUs = spans.reduce((most, span) => Math.max(most, span.start_us + span.duration_us), 0);
  return Date.now() - endUs / 1000 < YOUNG_MS;
}
