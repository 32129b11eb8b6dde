import type { PolicyWorkload } from '../../mesh/access/selects-workload';
import { spiffeIdOf } from '../../mesh/identity/spiffe-id';
import { isKnown } from '../../mesh/metrics/series-labels';
import type { RecordedCaller, RecordedRequest } from '../../mesh/whatif/recorded-request';
import type { QueryContext } from '../query/query-context';
import type { AgentState, MeshRegistry } from '../registry/mesh-registry';
import type { StoredLog } from '../store/contract/log-reader';
import type { TimeWindow } from '../store/contract/point-reader';

/** The requests of a window, or a fair sample of them. */
export interface ReadRequests {
  requests: RecordedRequest[];
  /** How many there were. */
  total: number;
}

/** Reads access-log lines as requests that can be replayed; who sent them is what the registry knows of them. */
export async function readRequests(
  { sources }: Pick<QueryContext, 'sources'>,
  window: TimeWindow,
  limit: number,
  perEdge: number,
): Promise<ReadRequests> {
  const strata = await sources.store.logs.sampleRequests(window, limit, perEdge);
  const people = createDirectory(sources.registry);
  let total = 0;
  const requests: RecordedRequest[] = [];
  for (const { total: count, lines } of strata) {
    total += count;
    for (const line of lines) requests.push(toRequest(line, count / lines.length, people));
  }
  return { requests, total };
}

interface Directory {
  callerOf(line: StoredLog): RecordedCaller;
  workloadOf(namespace: string, workload: string): PolicyWorkload | undefined;
}

function createDirectory(registry: MeshRegistry): Directory {
  const agents = new Map<string, AgentState>();
  for (const agent of registry.agents()) {
    const { namespace, workload } = agent.hello.identity;
    const key = `${namespace}/${workload}`;
    // Connected ones come first.
    if (!agents.has(key)) agents.set(key, agent);
  }
  const { trustDomain } = registry.snapshot().settings;
  const callers = new Map<string, RecordedCaller>();
  return {
    callerOf(line) {
      const { source_workload_namespace: namespace, source_workload: workload } = line;
      const key = `${namespace}/${workload}/${line.source_canonical_revision}`;
      const known = callers.get(key);
      if (known !== undefined) return known;
      const agent = agents.get(`${namespace}/${workload}`);
      const caller = describeCaller(line, agent, trustDomain);
      callers.set(key, caller);
      return caller;
    },
    workloadOf(namespace, workload) {
      const identity = agents.get(`${namespace}/${workload}`)?.hello.identity;
      return identity && { namespace: identity.namespace, labels: identity.labels };
    },
  };
}

/** An agent that is gone is taken for a sidecar with the labels that its telemetry tells of. */
function describeCaller(line: StoredLog, agent: AgentState | undefined, trustDomain: string): RecordedCaller {
  const { source_workload: workload, source_workload_namespace: namespace } = line;
  if (line.reporter === 'destination' || !isKnown(workload)) {
    return { namespace: '', workload: '', version: '', proxy: undefined, principal: undefined };
  }
  const version = line.source_canonical_revision;
  const labels = agent?.hello.identity.labels ?? { app: line.source_canonical_service, version };
  const isProven = agent?.status?.certificate !== undefined;
  return {
    namespace,
    workload,
    version,
    proxy: { kind: agent?.hello.role ?? 'sidecar', namespace, labels, addresses: [] },
    principal: isProven ? spiffeIdOf(agent.hello.identity, trustDomain) : undefined,
  };
}

function toRequest(line: StoredLog, weight: number, people: Directory): RecordedRequest {
  const isFromOutside = line.reporter === 'destination';
  const { destination_workload: workload, destination_workload_namespace: namespace } = line;
  return {
    atMs: line.start_time,
    caller: people.callerOf(line),
    target: {
      host: line.destination_service,
      namespace,
      workload: isKnown(workload) ? workload : '',
      version: line.destination_canonical_revision,
    },
    entrance: isFromOutside ? people.workloadOf(namespace, workload) : undefined,
    method: line.method ?? 'GET',
    authority: line.authority ?? '',
    path: line.path ?? '/',
    headers: {
      'user-agent': line.user_agent ?? undefined,
      'x-request-id': line.request_id ?? undefined,
      ...(line.request_protocol === 'grpc' ? { 'content-type': 'application/grpc' } : {}),
    },
    localPort: localPortOf(line),
    sourceIp: isFromOutside ? addressOf(line.downstream_remote_address) : '',
    code: line.response_code,
    flags: line.response_flags,
    details: line.response_code_details ?? '',
    durationMs: line.duration_us / 1_000,
    routeName: line.route_name ?? '',
    cluster: line.upstream_cluster ?? '',
    operation: line.request_operation,
    traceId: line.trace_id ?? '',
    weight,
  };
}

/** Policies mean the port of the service: an inbound cluster names it. */
function localPortOf({ upstream_cluster: cluster, downstream_local_address: address }: StoredLog): number {
  const inbound = /^inbound\|(\d+)\|/.exec(cluster ?? '')?.[1];
  return Number(inbound ?? /:(\d+)$/.exec(address ?? '')?.[1] ?? 0);
}

function addressOf(hostPort: string | null): string {
  return (hostPort ?? '').replace(/:\d+$/, '').replaceAll(/[[\]]/g, '');
}
