import { serviceHost } from '../../mesh/identity/workload-identity';
import type { Endpoint, MeshService } from '../../mesh/registry/service';
import type { ServedService } from '../../protocol/ingest/agent-message';
import { type AgentEntry, isServing } from './agent-entry';

interface Draft extends MeshService {
  endpoints: Endpoint[];
}

/**
 * The services of the mesh: what agents say they serve, in a stable order, and those outside it. A service whose agents
 * are all unready stays, without endpoints, so that its callers get "no healthy upstream" and not "no such host".
 */
export function buildServices(
  entries: Iterable<AgentEntry>,
  external: readonly MeshService[],
  serves: (entry: AgentEntry) => boolean = isServing,
): MeshService[] {
  const drafts = new Map<string, Draft>();
  for (const service of external)
    drafts.set(serviceKey(service), { ...service, endpoints: [...service.endpoints] });
  for (const entry of entries) {
    for (const served of entry.hello.services) {
      const draft = findDraft(drafts, served);
      if (serves(entry)) draft.endpoints.push(toEndpoint(entry, served));
    }
  }
  const services = [...drafts.values()].sort((a, b) => compare(serviceKey(a), serviceKey(b)));
  for (const { endpoints } of services) endpoints.sort((a, b) => compare(endpointKey(a), endpointKey(b)));
  return services;
}

/** `host:port`, by which services are told apart. */
export function serviceKey(service: Pick<MeshService, 'host' | 'port'>): string {
  return `${service.host}:${service.port}`;
}

function findDraft(drafts: Map<string, Draft>, served: ServedService): Draft {
  const host = serviceHost(served.name, served.namespace);
  const key = serviceKey({ host, port: served.port });
  let draft = drafts.get(key);
  if (draft === undefined) {
    const { name, namespace, port, protocol } = served;
    draft = { host, name, namespace, port, protocol, endpoints: [], location: 'MESH_INTERNAL' };
    drafts.set(key, draft);
  }
  return draft;
}

function toEndpoint(entry: AgentEntry, served: ServedService): Endpoint {
  return {
    address: isUnspecified(served.address) ? entry.remoteAddress : served.address,
    port: served.targetPort,
    workload: entry.hello.identity,
    agentId: entry.hello.agentId,
    ...(entry.status?.takesMutualTls === true ? { tlsMode: 'istio' } : {}),
  };
}

/** An agent that listens on all addresses is reached where it came from. */
function isUnspecified(address: string): boolean {
  return address === '' || address === '0.0.0.0' || address === '::';
}

function endpointKey(endpoint: Endpoint): string {
  return `${endpoint.address} ${endpoint.port} ${endpoint.agentId ?? ''}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
