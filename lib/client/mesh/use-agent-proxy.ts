'use client';

import { getAgentProxy } from '@/lib/protocol/api/agent-proxy';
import { useEndpoint } from '../http/use-endpoint';

/** Endpoints come and go, and are ejected, while somebody looks. */
const REFRESH_MS = 5_000;

/** What the proxy of an agent holds, asked of it again every few seconds; nobody is asked without an id. */
export function useAgentProxy(agentId: string | undefined) {
  return useEndpoint(
    getAgentProxy,
    { params: { id: agentId ?? '' } },
    { enabled: agentId !== undefined, refetchMs: REFRESH_MS },
  );
}
