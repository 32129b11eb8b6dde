import type { ClusterPlan } from '../cluster-plan';
import { meshContext } from '../mesh-context';
import { resolveClusters } from '../policy/resolve-cluster';
import { RouteConfigBuilder } from '../route-config-builder';
import { barePlan, type RouteDecision } from '../route-plan';
import type { EgressRoutes, HttpProxyPlan, RouteConfig, RouteTable } from '../route-table';
import type { RoutedService } from '../routed-service';
import type { RoutingMesh } from '../routing-mesh';
import type { RoutingProxy } from '../routing-proxy';
import { mayBeHttp } from '../services/port-protocol';
import { MESH_ONLY } from '../virtual-service/prepare-virtual-services';
import { compileSidecarConfig } from './compile-sidecar-config';
import { compileTcpRoutes } from './compile-tcp-routes';
import { wholeService } from './default-route';
import { type SidecarScope, sidecarScope } from './sidecar-scope';

/** The table of a sidecar: virtual hosts for every port that some service it may reach has, and for port 80. */
export function compileSidecarTable(mesh: RoutingMesh, proxy: RoutingProxy): RouteTable {
  const scope = sidecarScope(mesh, proxy);
  const httpProxies = scope.httpProxies.map((egress): [number, HttpProxyPlan] => {
    const { bind, port } = egress.listen;
    return [port, { bind, routes: compileEgress(mesh, proxy, { ...scope, egress: [egress] }) }];
  });
  return {
    ...compileEgress(mesh, proxy, scope),
    listeners: [],
    httpProxies: new Map(httpProxies),
    clusters: compileClusters(mesh, proxy, scope.services),
  };
}

/** Where calls go by the listeners of a scope, one for each port. */
function compileEgress(mesh: RoutingMesh, proxy: RoutingProxy, scope: SidecarScope): EgressRoutes {
  const unmatched = unmatchedDecision(mesh, scope);
  const httpByPort = new Map<number, RouteConfig>();
  for (const port of httpPorts(scope)) {
    const egress =
      scope.egress.find((one) => one.port === port) ?? scope.egress.find((one) => one.port === undefined);
    if (egress === undefined) continue;
    const context = {
      proxy,
      port,
      gateways: MESH_ONLY,
      ...meshContext(mesh.settings),
      findService: (host: string) => scope.services.get(host),
    };
    httpByPort.set(port, compileSidecarConfig(egress, context, unmatched));
  }
  return {
    httpByPort,
    otherPorts: new RouteConfigBuilder('').build(unmatched),
    tcp: compileTcpRoutes(mesh, proxy, scope),
  };
}

function httpPorts({ egress }: SidecarScope): Set<number> {
  const ports = new Set([80]);
  for (const { port, services } of egress) {
    if (port !== undefined) ports.add(port);
    for (const service of services.values()) {
      for (const { number, protocol } of service.ports) if (mayBeHttp(protocol)) ports.add(number);
    }
  }
  return ports;
}

function unmatchedDecision({ settings }: RoutingMesh, { sidecar, services }: SidecarScope): RouteDecision {
  const policy = sidecar?.spec.outboundTrafficPolicy;
  const mode = policy === undefined ? settings.outboundTrafficPolicy : (policy.mode ?? 'REGISTRY_ONLY');
  if (mode === 'REGISTRY_ONLY') {
    return { virtualHost: 'block_all', plan: barePlan({ kind: 'blocked' }, 'block_all') };
  }
  const proxy = policy?.egressProxy;
  if (proxy?.host === undefined) {
    return { virtualHost: 'allow_any', plan: barePlan({ kind: 'passthrough' }, 'allow_any') };
  }
  const port = proxy.port?.number ?? services.get(proxy.host)?.ports[0]?.number ?? 80;
  const destinations = [wholeService(proxy.host.toLowerCase(), proxy.subset ?? '', port)];
  const action = { kind: 'forward' as const, destinations, totalWeight: 100, rewrite: undefined };
  return { virtualHost: 'allow_any', plan: barePlan(action, 'allow_any') };
}

/** Every cluster of some services, by name. */
export function compileClusters(
  mesh: RoutingMesh,
  proxy: RoutingProxy,
  services: ReadonlyMap<string, RoutedService>,
): ReadonlyMap<string, ClusterPlan> {
  const clusters = new Map<string, ClusterPlan>();
  for (const service of services.values()) {
    for (const port of service.ports) {
      if (port.protocol === 'udp') continue;
      for (const cluster of resolveClusters(mesh, service, port, proxy)) {
        clusters.set(cluster.name, cluster);
      }
    }
  }
  return clusters;
}
