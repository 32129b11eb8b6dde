import { resourceOf } from '../../lib/mesh/config/resource-of';
import { createResourceSet } from '../../lib/mesh/config/resource-set';
import { localityOf } from '../../lib/mesh/identity/locality-of';
import type {
  MeshService,
  Endpoint as RegistryEndpoint,
  RegistrySnapshot,
} from '../../lib/mesh/registry/service';
import type { ClusterPlan } from '../../lib/mesh/routing/cluster-plan';
import { compileRouteTable } from '../../lib/mesh/routing/compile-route-table';
import type { ConnectionLimits } from '../../lib/mesh/routing/effective-traffic-policy';
import { planIngressPorts } from '../../lib/mesh/routing/inbound/ingress-ports';
import { planOwnPort } from '../../lib/mesh/routing/inbound/own-port';
import type { EgressRoutes } from '../../lib/mesh/routing/route-table';
import type { RoutedEndpoint, ServicePort } from '../../lib/mesh/routing/routed-service';
import { createRoutingMesh } from '../../lib/mesh/routing/routing-mesh';
import type { RoutingProxy } from '../../lib/mesh/routing/routing-proxy';
import { readRateLimits } from '../../lib/mesh/traffic/rate-limits';
import { type ClusterSpec, type Endpoint, plainEndpoint } from '../proxy/cluster/cluster-spec';
import type { CompiledRoutes, ProxyRoutes } from '../proxy/routing-table';
import { type HostAndPort, joinHostPort } from '../proxy/split-authority';
import type { UpstreamTls } from '../tls/upstream-tls';
import { type EndpointSecurity, PLAIN_ENDPOINTS } from './endpoint-security';
import type { IdentityPool } from './identity-pool';

const AS_ASKED: ReadonlySet<string> = new Set(['NONE', 'DYNAMIC_DNS']);

/** What a URL without a port means. */
const DEFAULT_HTTP_PORT = 80;

/** Compiles a snapshot, as this proxy sees it, into what the proxy asks once a request. */
export function buildRoutingTable(
  { resources, services, settings }: RegistrySnapshot,
  proxy: RoutingProxy,
  identities: IdentityPool,
  security: EndpointSecurity = PLAIN_ENDPOINTS,
): CompiledRoutes {
  const objects = createResourceSet(resources.map((object, index) => resourceOf(object, index)));
  const mesh = createRoutingMesh(services, objects, settings);
  const table = compileRouteTable(mesh, proxy);
  const clusters = new Map<string, ClusterSpec>();
  const secure = createSecurer(services, security);
  for (const [name, plan] of table.clusters) clusters.set(name, toClusterSpec(plan, identities, secure));
  const rateLimits = readRateLimits(objects, proxy, settings.rootNamespace);
  const ownPort = proxy.service === undefined ? undefined : planOwnPort(mesh, proxy, proxy.service);
  const ingressPorts = new Map(planIngressPorts(mesh, proxy).map((one) => [one.port, one]));
  const common = { clusters, rateLimits, ownPort, ingressPorts };
  const httpProxies = new Map(
    [...table.httpProxies].map(([port, { routes }]): [number, ProxyRoutes] => [
      port,
      { ...common, table: { ...table, ...routes }, defaultPorts: findDefaultPorts(routes) },
    ]),
  );
  return { ...common, table, defaultPorts: findDefaultPorts(table), httpProxies };
}

type Securer = (
  service: { host: string; port: number },
  endpoint: Endpoint,
  plan: ClusterPlan['policy']['tls'],
) => UpstreamTls | undefined;

/** Only who registered an endpoint says whether it takes mutual TLS. */
function createSecurer(services: readonly MeshService[], security: EndpointSecurity): Securer {
  const modes = new Map<string, RegistryEndpoint['tlsMode']>();
  for (const { endpoints } of services) {
    for (const { address, port, tlsMode } of endpoints) modes.set(joinHostPort(address, port), tlsMode);
  }
  return (service, { address, hostPort, port, workload }, plan) => {
    const tlsMode = modes.get(hostPort);
    const endpoint = {
      address,
      port,
      ...(tlsMode === undefined ? {} : { tlsMode }),
      ...(workload === undefined ? {} : { workload }),
    };
    return security(service, endpoint, plan);
  };
}

function toClusterSpec(
  { endpoints, name, policy, port, service }: ClusterPlan,
  identities: IdentityPool,
  secure: Securer,
): ClusterSpec {
  const { host, namespace } = service;
  return {
    name,
    service: { host, name: service.name ?? host, namespace, port: port.number },
    endpoints: endpoints.map((endpoint) => {
      const known = toEndpoint(endpoint, port.number, port.targetPort, identities);
      return { ...known, tls: secure({ host, port: port.number }, known, policy.tls) };
    }),
    policy,
    protocol: protocolOf(port.protocol, policy.connections),
    ...(leadsWhereAsked(service, endpoints)
      ? {
          reach: (to: HostAndPort) => {
            const asked = plainEndpoint(to.host, to.port, joinHostPort(to.host, to.port));
            return { ...asked, tls: secure({ host: to.host, port: port.number }, asked, policy.tls) };
          },
        }
      : {}),
  };
}

/** A ServiceEntry that says nothing of where its hosts are: whatever name the client has for them is looked up. */
function leadsWhereAsked(
  { resolution, source }: ClusterPlan['service'],
  endpoints: ClusterPlan['endpoints'],
): boolean {
  return source === 'ServiceEntry' && endpoints.length === 0 && AS_ASKED.has(resolution);
}

/** As Istio has it: what a port's name says goes before what may be upgraded; who says nothing gets what came. */
function protocolOf(
  protocol: ServicePort['protocol'],
  { upgradesToHttp2, usesClientProtocol }: ConnectionLimits,
): NonNullable<ClusterSpec['protocol']> {
  if (usesClientProtocol) return 'client';
  if (protocol === 'grpc' || protocol === 'http2' || upgradesToHttp2) return 'http2';
  return protocol === 'auto' ? 'client' : 'http1';
}

function toEndpoint(
  { address, labels, locality, ports, weight, workload }: RoutedEndpoint,
  port: number,
  targetPort: number,
  identities: IdentityPool,
): Endpoint {
  const target = ports.get(port) ?? targetPort;
  return {
    address,
    port: target,
    hostPort: joinHostPort(address, target),
    workload: workload === undefined ? undefined : identities.share(workload),
    labels,
    locality: locality === '' ? localityOf(labels) : locality,
    weight: Math.max(1, weight),
  };
}

/** Callers may leave the port out: of a host that has no port 80 its lowest one is meant. */
function findDefaultPorts({ httpByPort }: EgressRoutes): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const standard = httpByPort.get(DEFAULT_HTTP_PORT)?.exact;
  for (const port of [...httpByPort.keys()].sort((a, b) => a - b)) {
    for (const domain of httpByPort.get(port)?.exact.keys() ?? []) {
      if (!found.has(domain) && standard?.has(domain) !== true) found.set(domain, port);
    }
  }
  return found;
}
