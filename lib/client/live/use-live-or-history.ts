'use client';

import { useEffect, useMemo, useRef } from 'react';
import type * as z from 'zod/mini';
import type { Endpoint } from '@/lib/protocol/api/endpoint';
import type { LiveDocument } from '@/lib/protocol/live/document';
import type { LiveTopic } from '@/lib/protocol/live/live-message';
import { ClientError } from '../http/client-error';
import type { QueryValues } from '../http/print-request';
import { useEndpoint } from '../http/use-endpoint';
import type { TimeRange } from '../time/time-range';
import { windowQuery } from '../time/window-query';
import { browserSocket } from './browser-socket';
import type { LiveView } from './live-store';
import { useLive, useLiveState } from './use-live';

type Source<Response extends z.ZodMiniType, View> = {
  topic: LiveTopic;
  endpoint: Endpoint<z.ZodMiniType, z.ZodMiniType, Response>;
  query: QueryValues;
  range: TimeRange;
  enabled?: boolean;
  /** Both must be constants of the module; they run only when their input changes. */
  fromDocument: (document: LiveDocument) => View;
  fromAnswer: (answer: z.output<Response>) => View;
};

/**
 * One view of data that moves: followed live for a moving window, asked once for a fixed one. What was shown
 * stays until the new window has data.
 */
export function useLiveOrHistory<Response extends z.ZodMiniType, View>(source: Source<Response, View>) {
  const { topic, endpoint, range, enabled = true, fromDocument, fromAnswer } = source;
  const isLive = range.kind === 'relative';
  const query = { ...source.query, ...windowQuery(range) };
  const live = useLive(topic, query, { enabled: enabled && isLive });
  const history = useEndpoint(endpoint, { query }, { enabled: enabled && !isLive });
  const liveError = useLiveError(live);
  const fresh = useMemo(() => {
    if (isLive) return live.document === undefined ? undefined : fromDocument(live.document);
    return history.data === undefined ? undefined : fromAnswer(history.data);
  }, [isLive, live.document, history.data, fromDocument, fromAnswer]);
  const last = useRef(fresh);
  useEffect(() => {
    if (fresh !== undefined) last.current = fresh;
  });
  return {
    data: fresh ?? last.current,
    /** False while the window asked for last has no data yet and what is shown is another's. */
    isFresh: fresh !== undefined,
    error: isLive ? liveError : history.error,
    refetch: () => (isLive ? browserSocket.retryNow() : void history.refetch()),
  };
}

function useLiveError({ error, document }: LiveView): Error | null {
  const { connection } = useLiveState();
  return useMemo(() => {
    if (error !== undefined) return new ClientError(error.code, error.message);
    if (connection !== 'lost' || document !== undefined) return null;
    return new ClientError(
      'unreachable',
      'The live connection to the console is down. It is tried again by itself.',
    );
  }, [error, connection, document]);
}
