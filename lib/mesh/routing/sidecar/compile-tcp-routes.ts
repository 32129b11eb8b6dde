import { isSubsetHost } from '../../config/host-name';
import type { TlsRoute } from '../../config/kinds/virtual-service';
import type { CompileContext } from '../compile-context';
import { matchesConnection, planConnection } from '../gateway/stream-routes';
import { hostDomain } from '../host-domain';
import type { OutboundTcpRoute, TcpPlan } from '../route-table';
import type { RoutedService, ServicePort } from '../routed-service';
import type { RoutingMesh } from '../routing-mesh';
import type { RoutingProxy } from '../routing-proxy';
import { mayBeHttp } from '../services/port-protocol';
import { MESH_ONLY } from '../virtual-service/prepare-virtual-services';
import type { PreparedVirtualService } from '../virtual-service/prepared-virtual-service';
import { wholeService } from './default-route';
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
            hostDomain: hostDomain(mesh.settings),
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

function rank({ addresses, serverNames }: OutboundTcpRoute): number {
  return (addresses.length > 0 ? 0 : 2) + (serverNames.length > 0 ? 0 : 1);
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
  const base = { addresses: service.addresses, port: port.number };
  const tls = naming.flatMap((virtualService) =>
    virtualService.tls.flatMap((route, index) =>
      tlsRoutes(virtualService, route, index, context).map((found) => ({ ...base, ...found })),
    ),
  );
  if (tls.length > 0) return tls;
  const isTls = port.protocol === 'tls' || port.protocol === 'https';
  const plan = tcpPlan(naming, context) ?? {
    origin: undefined,
    destinations: [wholeService(service.host, '', port.number)],
    totalWeight: 100,
  };
  return [{ ...base, serverNames: isTls && service.addresses.length === 0 ? [service.host] : [], plan }];
}

function tlsRoutes(
  virtualService: PreparedVirtualService,
  route: TlsRoute,
  index: number,
  context: CompileContext,
): Pick<OutboundTcpRoute, 'serverNames' | 'plan'>[] {
  const plan = planConnection(virtualService, route.route, `spec.tls[${index}]`, index, context);
  if (plan === undefined) return [];
  return (route.match ?? [])
    .filter((match) => matchesConnection(match, context))
    .map(({ sniHosts = [] }) => ({ serverNames: sniHosts.map((name) => name.toLowerCase()), plan }));
}

function tcpPlan(services: readonly PreparedVirtualService[], context: CompileContext): TcpPlan | undefined {
  for (const service of services) {
    for (const [index, route] of service.tcp.entries()) {
      const matches = route.match ?? [];
      if (matches.length > 0 && !matches.some((match) => matchesConnection(match, context))) continue;
      const plan = planConnection(service, route.route, `spec.tcp[${index}]`, index, context);
      if (plan !== undefined) return plan;
    }
  }
  return undefined;
}
