'use client';

import { useMemo } from 'react';
import { type Agent, agentSchema, getAgents } from '@/lib/protocol/api/agents';
import { useEndpoint } from '../http/use-endpoint';
import { readCollection } from '../live/read-collection';
import { useLive } from '../live/use-live';

/** Every agent, followed live; asked once while the live answer is on its way, and when there is none. */
export function useAgents() {
  const { document } = useLive('agents', {});
  const live = useMemo(
    () => (document === undefined ? undefined : readCollection(document, 'agents', agentSchema)),
    [document],
  );
  const asked = useEndpoint(getAgents, {}, { enabled: live === undefined });
  const data: readonly Agent[] | undefined = live ?? asked.data?.agents;
  return { data, error: live === undefined ? asked.error : null, refetch: asked.refetch };
}
