'use client';

import { getNames } from '@/lib/protocol/api/entities';
import { useEndpoint } from '../http/use-endpoint';

const REFRESH_MS = 15_000;

/** Everything that has a name: for the scope picker and the command palette. */
export function useNames({ enabled = true } = {}) {
  return useEndpoint(getNames, {}, { enabled, refetchMs: REFRESH_MS });
}
