import type { Endpoint, MeshService } from '../../registry/service';
import type { RoutedEndpoint, RoutedService, ServicePort, ServiceProtocol } from '../routed-service';

/** The services that agents registered, one a host with all its ports. */
export function agentServices(services: readonly MeshService[]): RoutedService[] {
  const byHost = new Map<string, MeshService[]>();
  for (const service of services) {
    const host = service.host.toLowerCase();
    const ports = byHost.get(host);
    if (ports === undefined) byHost.set(host, [service]);
    else ports.push(service);
  }
  return [...byHost].map(([host, ports]) => toRoutedService(host, ports));
}

function toRoutedService(host: string, services: readonly MeshService[]): RoutedService {
  const sorted = [...services].sort((a, b) => a.port - b.port);
  const [first] = sorted;
  if (first === undefined) throw new Error(`The service ${host} has no ports`);
  return {
    host,
    namespace: first.namespace,
    source: 'agent',
    name: first.location === 'MESH_INTERNAL' ? first.name : undefined,
    externalName: undefined,
    aliases: [],
    labels: {},
    ports: sorted.map(toPort),
    addresses: [],
    location: first.location,
    resolution: 'STATIC',
    exportTo: [],
    createdAtMs: undefined,
    endpoints: mergeEndpoints(sorted),
  };
}

const PROTOCOLS: Readonly<Record<MeshService['protocol'], ServiceProtocol>> = {
  http: 'http',
  grpc: 'grpc',
  tcp: 'tcp',
  auto: 'auto',
};

function toPort({ port, protocol }: MeshService): ServicePort {
  return { number: port, name: `${protocol}-${port}`, protocol: PROTOCOLS[protocol], targetPort: port };
}

/** One endpoint an agent and port: an agent may serve several ports of the service by one listener each. */
function mergeEndpoints(services: readonly MeshService[]): RoutedEndpoint[] {
  const merged = new Map<string, { endpoint: Endpoint; ports: Map<number, number> }>();
  for (const service of services) {
    for (const endpoint of service.endpoints) {
      const key = `${endpoint.agentId ?? ''} ${endpoint.address}`;
      const known = merged.get(key);
      if (known === undefined || known.ports.has(service.port)) {
        const own = known === undefined ? key : `${key} ${endpoint.port}`;
        merged.set(own, { endpoint, ports: new Map([[service.port, endpoint.port]]) });
      } else {
        known.ports.set(service.port, endpoint.port);
      }
    }
  }
  return [...merged.values()].map(({ endpoint, ports }) => ({
    address: endpoint.address,
    ports,
    labels: endpoint.workload?.labels ?? {},
    workload: endpoint.workload,
    locality: '',
    weight: 1,
    agentId: endpoint.agentId,
  }));
}
