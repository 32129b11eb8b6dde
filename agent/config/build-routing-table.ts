import type {
  MeshService,
  Endpoint as RegistryEndpoint,
  RegistrySnapshot,
} from '../../lib/mesh/registry/service';
import {
  DEFAULT_TRAFFIC_POLICY,
  type Destination,
  type Endpoint,
  type RoutingTable,
} from '../proxy/routing-table';
import { type EndpointSecurity, PLAIN_ENDPOINTS } from './endpoint-security';
import { hostAliases } from './host-aliases';
import type { IdentityPool } from './identity-pool';

/** What a URL without a port means. */
const DEFAULT_HTTP_PORT = 80;

interface HostRoutes {
  byPort: Map<number, Destination>;
  /** Answers for port 80 when the service has no such port: callers may leave the port out. */
  fallback: Destination;
}

/** Compiles a snapshot into the map that the proxy asks once a request. */
export function buildRoutingTable(
  snapshot: RegistrySnapshot,
  ownNamespace: string,
  identities: IdentityPool,
  security: EndpointSecurity = PLAIN_ENDPOINTS,
): RoutingTable {
  const byHost = new Map<string, HostRoutes>();
  for (const service of sortedByPort(snapshot.services)) {
    const destination = toDestination(service, identities, security);
    for (const alias of hostAliases(service, ownNamespace)) {
      const routes = byHost.get(alias);
      if (routes === undefined) {
        byHost.set(alias, { byPort: new Map([[service.port, destination]]), fallback: destination });
      } else if (!routes.byPort.has(service.port)) {
        routes.byPort.set(service.port, destination);
      }
    }
  }
  const unmatched = snapshot.settings.outboundTrafficPolicy === 'ALLOW_ANY' ? 'passthrough' : 'block';
  return {
    findDestination(host, port) {
      const routes = byHost.get(host);
      if (routes === undefined) return unmatched;
      return routes.byPort.get(port) ?? (port === DEFAULT_HTTP_PORT ? routes.fallback : undefined);
    },
  };
}

function toDestination(
  service: MeshService,
  identities: IdentityPool,
  security: EndpointSecurity,
): Destination {
  const { host, name, namespace, port } = service;
  return {
    service: { host, name, namespace, port },
    cluster: `outbound|${port}||${host}`,
    routeName: 'default',
    endpoints: service.endpoints.map((endpoint) => ({
      ...toEndpoint(endpoint, identities),
      tls: security(service, endpoint, undefined),
    })),
    policy: DEFAULT_TRAFFIC_POLICY,
  };
}

function toEndpoint({ address, port, workload }: RegistryEndpoint, identities: IdentityPool): Endpoint {
  return {
    address,
    port,
    hostPort: address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`,
    workload: workload === undefined ? undefined : identities.share(workload),
  };
}

function sortedByPort(services: readonly MeshService[]): MeshService[] {
  return [...services].sort((a, b) => a.port - b.port);
}
