import type { ServiceState, WorkloadState } from '../../mesh/diagnosis/diagnosis-input';
import { formatSubject } from '../../mesh/graph/node-id';
import type { QueryContext } from '../query/query-context';
import type { AgentState } from '../registry/mesh-registry';

/** What agents say holds for about so long; of an older moment nobody knows it any more. */
const FRESH_MS = 120_000;

/** The processes behind every workload at a moment; nothing for the past, of which the registry knows nothing. */
export function describeWorkloads({ sources }: QueryContext, toMs: number): WorkloadState[] {
  if (sources.now() - toMs > FRESH_MS) return [];
  const groups = new Map<string, AgentState[]>();
  for (const agent of sources.registry.agents()) {
    const { namespace, workload, cluster } = agent.hello.identity;
    const id = formatSubject({ kind: 'workload', namespace, name: workload, cluster });
    groups.set(id, [...(groups.get(id) ?? []), agent]);
  }
  return [...groups].map(([id, agents]) => describeWorkload(id, agents, sources.now()));
}

/** The services the registry knows. */
export function describeServices(query: QueryContext): ServiceState[] {
  return query.knowledge().services.map(({ namespace, name, cluster, host, endpoints, location }) => ({
    id: formatSubject({ kind: 'service', namespace, name, cluster }),
    host,
    endpoints,
    isExternal: location === 'MESH_EXTERNAL',
  }));
}

function describeWorkload(id: string, agents: readonly AgentState[], nowMs: number): WorkloadState {
  const present = agents.filter(({ connected }) => connected);
  const missing = agents.filter(
    ({ connected, isAwaited, status, lastSeenMs }) =>
      !connected &&
      !isAwaited &&
      status !== undefined &&
      status.state !== 'draining' &&
      nowMs - lastSeenMs < FRESH_MS,
  );
  const ends = present.flatMap(({ status }) => status?.certificate?.notAfterMs ?? []);
  return {
    id,
    present: present.length,
    missing: missing.length,
    listening: present.filter(({ hello, status }) => hello.role === 'gateway' || status?.appReady !== false)
      .length,
    cpuPercent: Math.max(0, ...present.map(({ cpuPercent }) => cpuPercent)),
    certificateEndsMs: ends.length === 0 ? undefined : Math.min(...ends),
  };
}
