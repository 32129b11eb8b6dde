import { isSubsetHost } from '../../config/host-name';
import type { TlsRoute } from '../../config/kinds/virtual-service';
import type { CompileContext } from '../compile-context';
import { matchesConnection, planConnection } from '../gateway/stream-routes';
import { meshContext } from '../mesh-context';
import type { OutboundTcpRoute } from '../route-table';
import type { RoutedService, ServicePort } from '../routed-service';
import type { RoutingMesh } from '../routing-mesh';
import type { RoutingProxy } from '../routing-proxy';
import { mayBeHttp } from '../services/port-protocol';
import { MESH_ONLY } from '../virtual-service/prepare-virtual-services';
import type { PreparedVirtualService } from '../virtual-service/prepared-virtual-service';
import { wholeService } from './default-route';
import { serviceDomains } from './service-domains';
import type { EgressScope, SidecarScope } from './sidecar-scope';

/**
 * Where connections that are not (or not known to be) HTTP go: for each service and port first its tls routes by server
 * name, then its tcp routes, then the service itself. Routes with addresses and server names stand before those without.
 */
export function compileTcpRoutes(
  mesh: RoutingMesh,
  proxy: RoutingProxy,
  scope: SidecarScope,
): OutboundTcpRoute[] {
  const routes = scope.egress.flatMap((egress) =>
    [...egress.services.values()].flatMap((service) =>
      service.ports
        .filter(({ number, protocol }) => isStream(protocol) && (egress.port ?? number) === number)
        .flatMap((port) => {
          const context: CompileContext = {
            proxy,
            port: port.number,
            gateways: MESH_ONLY,
            ...meshContext(mesh.settings),
            findService: (host) => scope.services.get(host),
          };
          return compilePort(service, port, egress, context);
        }),
    ),
  );
  return routes.sort((a, b) => rank(a) - rank(b));
}

/** Sniffed ports may turn out not to be HTTP. */
function isStream(protocol: ServicePort['protocol']): boolean {
  return protocol !== 'udp' && (protocol === 'auto' || !mayBeHttp(protocol));
}

function rank({ addresses, serverNames, subnets }: OutboundTcpRoute): number {
  return (subnets.length > 0 ? 0 : 4) + (addresses.length > 0 ? 0 : 2) + (serverNames.length > 0 ? 0 : 1);
}

function compilePort(
  service: RoutedService,
  port: ServicePort,
  { virtualServices }: EgressScope,
  context: CompileContext,
): OutboundTcpRoute[] {
  const naming = virtualServices.filter(({ hosts }) =>
    hosts.some((host) => isSubsetHost(service.host, host)),
  );
  const { full, short } = serviceDomains(service, context.proxy.namespace);
  const base = { names: [...full, ...short], addresses: service.addresses, subnets: [], port: port.number };
  const tls = naming.flatMap((virtualService) =>
    virtualService.tls.flatMap((route, index) =>
      tlsRoutes(virtualService, route, index, context).map((found) => ({ ...base, ...found })),
    ),
  );
  if (tls.length > 0) return tls;
  const isTls = port.protocol === 'tls' || port.protocol === 'https';
  const serverNames = isTls && service.addresses.length === 0 ? [service.host] : [];
  const whole = { destinations: [wholeService(service.host, '', port.number)], totalWeight: 100 };
  const written = tcpRoutes(naming, context);
  const isComplete = written.some(({ subnets }) => subnets.length === 0);
  const all = isComplete ? written : [...written, { subnets: [], plan: { origin: undefined, ...whole } }];
  return all.map((found) => ({ ...base, serverNames, ...found }));
}

function tlsRoutes(
  virtualService: PreparedVirtualService,
  route: TlsRoute,
  index: number,
  context: CompileContext,
): Pick<OutboundTcpRoute, 'serverNames' | 'subnets' | 'plan'>[] {
  const plan = planConnection(virtualService, route.route, `spec.tls[${index}]`, index, context);
  if (plan === undefined) return [];
  return (route.match ?? [])
    .filter((match) => matchesConnection(match, context))
    .map(({ destinationSubnets = [], sniHosts = [] }) => ({
      serverNames: sniHosts.map((name) => name.toLowerCase()),
      subnets: destinationSubnets,
      plan,
    }));
}

/**
 * The first route that takes every address ends the list; those for some subnets alone stand before it, and where there is
 * none the service itself takes the rest.
 */
function tcpRoutes(
  services: readonly PreparedVirtualService[],
  context: CompileContext,
): Pick<OutboundTcpRoute, 'subnets' | 'plan'>[] {
  const found: Pick<OutboundTcpRoute, 'subnets' | 'plan'>[] = [];
  for (const service of services) {
    for (const [index, route] of service.tcp.entries()) {
      const plan = planConnection(service, route.route, `spec.tcp[${index}]`, index, context);
      if (plan === undefined) continue;
      const written = route.match ?? [];
      const matches = written.length === 0 ? [{}] : written;
      for (const match of matches.filter((one) => matchesConnection(one, context))) {
        const subnets = match.destinationSubnets ?? [];
        found.push({ subnets, plan });
        if (subnets.length === 0) return found;
      }
    }
  }
  return found;
}
