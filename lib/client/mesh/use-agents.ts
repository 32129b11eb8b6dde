'use client';

import { useMemo } from 'react';
import { type Agent, agentSchema, getAgents } from '@/lib/protocol/api/agents';
import { useEndpoint } from '../http/use-endpoint';
import { readCollection } from '../live/read-collection';
import { useIsLate } from '../live/use-is-late';
import { useLive } from '../live/use-live';

/** Every agent, followed live; asked once when the live answer is late or there is none: of a large mesh both are megabytes. */
export function useAgents() {
  const { document, error } = useLive('agents', {});
  const live = useMemo(
    () => (document === undefined ? undefined : readCollection(document, 'agents', agentSchema)),
    [document],
  );
  const isLate = useIsLate(live === undefined);
  const asked = useEndpoint(
    getAgents,
    {},
    { enabled: live === undefined && (isLate || error !== undefined) },
  );
  const data: readonly Agent[] | undefined = live ?? asked.data?.agents;
  return { data, error: live === undefined ? asked.error : null, refetch: asked.refetch };
}
