'use client';

import { getConfigPush } from '@/lib/protocol/api/config-push';
import { useEndpoint } from '../http/use-endpoint';

const IDLE_MS = 2_000;
const WATCHED_MS = 500;

/** Which agents have the configuration; `isWatched` while somebody waits for their answers. */
export function useConfigPush({ isWatched = false, enabled = true } = {}) {
  return useEndpoint(getConfigPush, {}, { enabled, refetchMs: isWatched ? WATCHED_MS : IDLE_MS });
}
