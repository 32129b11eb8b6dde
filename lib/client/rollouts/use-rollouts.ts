'use client';

import { getRollout, getRollouts } from '@/lib/protocol/api/rollouts';
import { useEndpoint } from '../http/use-endpoint';

const REFRESH_MS = 1_000;
const MOST = 100;

/** Rollouts, those under way first, then the newest. */
export function useRollouts() {
  return useEndpoint(getRollouts, { query: { limit: MOST } }, { refetchMs: REFRESH_MS });
}

/** One rollout with its gates and its story, asked every second. */
export function useRollout(id: string, { enabled = true }: { enabled?: boolean } = {}) {
  return useEndpoint(getRollout, { params: { id } }, { refetchMs: REFRESH_MS, enabled });
}
