import { isSubsetHost, isWildcardHost } from '../../config/host-name';
import type { CompileContext, PlannedRoute } from '../compile-context';
import { RouteConfigBuilder, type RouteSource } from '../route-config-builder';
import type { RouteDecision } from '../route-plan';
import type { RouteConfig } from '../route-table';
import type { RoutedService, ServicePort } from '../routed-service';
import { mayBeHttp } from '../services/port-protocol';
import type { PreparedVirtualService } from '../virtual-service/prepared-virtual-service';
import { defaultRoute } from './default-route';
import { serviceDomains } from './service-domains';
import type { EgressScope } from './sidecar-scope';
import { createWildcardOwners } from './wildcard-owners';

/** The port on which hosts that are no services are served too: what a URL without a port means. */
const CATCH_ALL_PORT = 80;

/**
 * The virtual hosts of one port of a sidecar. VirtualServices claim their hosts in order, so the first to name a service
 * keeps it; services that nobody claimed get their default route; everything else meets `unmatched`.
 */
export function compileSidecarConfig(
  scope: EgressScope,
  context: CompileContext,
  unmatched: RouteDecision,
): RouteConfig {
  const { port } = context;
  const services = servicesOf(scope, port);
  const claims = claimHosts(selectVirtualServices(scope.virtualServices, services, port), services, context);
  const builder = new RouteConfigBuilder(String(port));
  builder.reserve(services.keys());
  for (const { hosts, services: claimed, routes } of claims) {
    for (const host of hosts) builder.add(`${host}:${port}`, { full: [host], short: [] }, routes);
    for (const { service } of claimed) {
      builder.add(`${service.host}:${port}`, serviceDomains(service, context.proxy.namespace), routes);
    }
  }
  const taken = new Set(
    claims.flatMap(({ services: claimed }) => claimed.map(({ service }) => service.host)),
  );
  for (const { service, port: servicePort } of services.values()) {
    if (taken.has(service.host) || !mayBeHttp(servicePort.protocol)) continue;
    const domains = serviceDomains(service, context.proxy.namespace);
    builder.add(`${service.host}:${port}`, domains, () => [defaultRoute(service, servicePort, context)]);
  }
  return builder.build(unmatched);
}

interface PortService {
  service: RoutedService;
  port: ServicePort;
}

function servicesOf({ services }: EgressScope, number: number): Map<string, PortService> {
  const found = new Map<string, PortService>();
  for (const [host, service] of services) {
    const port = service.ports.find((one) => one.number === number);
    if (port !== undefined) found.set(host, { service, port });
  }
  return found;
}

/** At any port but 80 only VirtualServices of services that have the port count. */
function selectVirtualServices(
  virtualServices: readonly PreparedVirtualService[],
  services: ReadonlyMap<string, PortService>,
  port: number,
): readonly PreparedVirtualService[] {
  if (port === CATCH_ALL_PORT) return virtualServices;
  return virtualServices.filter(({ hosts }) =>
    hosts.some(
      (host) =>
        services.has(host) ||
        (isWildcardHost(host) && [...services.keys()].some((service) => isSubsetHost(service, host))),
    ),
  );
}

interface Claim {
  /** Hosts that are no services. */
  hosts: readonly string[];
  services: readonly PortService[];
  routes: RouteSource;
}

function claimHosts(
  virtualServices: readonly PreparedVirtualService[],
  services: ReadonlyMap<string, PortService>,
  context: CompileContext,
): Claim[] {
  const owners = createWildcardOwners(virtualServices);
  return virtualServices.flatMap((virtualService) => {
    if (!virtualService.applies(context)) return [];
    let compiled: readonly PlannedRoute[] | undefined;
    const routes: RouteSource = () => {
      compiled ??= virtualService.compile(context);
      return compiled;
    };
    const hosts: string[] = [];
    const claimed: PortService[] = [];
    for (const host of virtualService.hosts) {
      const matching = isWildcardHost(host)
        ? [...services.values()].filter(({ service }) => isSubsetHost(service.host, host))
        : [services.get(host)].filter((service) => service !== undefined);
      if (matching.length === 0) hosts.push(host);
      claimed.push(...matching.filter(({ service }) => owners.isOwner(service.host, host, virtualService)));
    }
    const http = claimed.filter(({ port }) => mayBeHttp(port.protocol));
    const hasPlace = http.length > 0 || context.port === CATCH_ALL_PORT;
    return hasPlace ? [{ hosts, services: http, routes }] : [];
  });
}
