'use client';

import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { LiveTopic } from '@/lib/protocol/live/live-message';
import { printParams, type QueryValues } from '../http/print-request';
import { browserSocket } from './browser-socket';
import type { LiveState } from './live-socket';
import { EMPTY_VIEW, type LiveView, liveKey } from './live-store';
import { paceListener } from './pace-listener';

const OFF_STATE: LiveState = { connection: 'connecting', isPaused: false, clockSkewMs: 0 };

/** `enabled: false` follows nothing and holds nothing; `paceMs` paints no more often than that. */
type UseLiveOptions = { enabled?: boolean; paceMs?: number };

/** Follows a live topic while mounted. */
export function useLive(
  topic: LiveTopic,
  query: QueryValues,
  { enabled = true, paceMs = 0 }: UseLiveOptions = {},
): LiveView {
  const text = liveKey(topic, printParams(query));
  // The key says all there is to know about the query, so it alone decides when to follow anew.
  const params = useMemo(
    () => Object.fromEntries(new URLSearchParams(text.slice(text.indexOf('?') + 1))),
    [text],
  );
  useEffect(() => (enabled ? browserSocket.follow(topic, params) : undefined), [enabled, topic, params]);
  const read = useCallback(
    () => (enabled ? browserSocket.view(topic, params) : EMPTY_VIEW),
    [enabled, topic, params],
  );
  const listen = useMemo(
    () => (paceMs === 0 ? browserSocket.listen : paceListener(browserSocket.listen, paceMs)),
    [paceMs],
  );
  return useSyncExternalStore(listen, read, () => EMPTY_VIEW);
}

/** Connection and pause, as all screens share them. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(browserSocket.listen, browserSocket.getState, () => OFF_STATE);
}
