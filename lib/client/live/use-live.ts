'use client';

import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { LiveTopic } from '@/lib/protocol/live/live-message';
import { printParams, type QueryValues } from '../http/print-request';
import { browserSocket } from './browser-socket';
import type { LiveState } from './live-socket';
import { EMPTY_VIEW, type LiveView, liveKey } from './live-store';

const OFF_STATE: LiveState = { connection: 'connecting', isPaused: false, clockSkewMs: 0 };

/** Follows a live topic while mounted. `enabled: false` follows nothing and holds nothing. */
export function useLive(topic: LiveTopic, query: QueryValues, { enabled = true } = {}): LiveView {
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
  return useSyncExternalStore(browserSocket.listen, read, () => EMPTY_VIEW);
}

/** Connection and pause, as all screens share them. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(browserSocket.listen, browserSocket.getState, () => OFF_STATE);
}
