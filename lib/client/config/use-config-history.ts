'use client';

import type { ConfigObjectName } from '@/lib/protocol/api/config';
import { getConfigRevision, listConfigHistory } from '@/lib/protocol/api/config-history';
import { useEndpoint } from '../http/use-endpoint';

const MOST = 200;

/** The revisions that changed one object, newest first. */
export function useConfigHistory({ kind, namespace, name }: ConfigObjectName) {
  return useEndpoint(listConfigHistory, { query: { kind, namespace, name, limit: MOST } });
}

/** The revisions of the whole mesh, newest first. */
export function useMeshHistory() {
  return useEndpoint(listConfigHistory, { query: { limit: MOST } }, { refetchMs: 5_000 });
}

/** One revision with its texts; nothing is asked without a number. */
export function useConfigRevision(revision: number | undefined) {
  return useEndpoint(
    getConfigRevision,
    { params: { revision: String(revision ?? '') } },
    { enabled: revision !== undefined },
  );
}
