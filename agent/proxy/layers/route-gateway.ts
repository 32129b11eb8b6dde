import { findFilterChains, findListener } from '../../../lib/mesh/routing/find-filter-chain';
import { findHttpRoute } from '../../../lib/mesh/routing/find-route';
import { barePlan, type RoutePlan } from '../../../lib/mesh/routing/route-plan';
import type { RouteConfig, RouteTable } from '../../../lib/mesh/routing/route-table';
import { wholeService } from '../../../lib/mesh/routing/sidecar/default-route';
import { DEFAULT_RETRIES } from '../../../lib/mesh/routing/virtual-service/plan-retries';
import type { ServiceRef } from '../cluster/cluster-spec';
import type { ExchangeView } from '../exchange-view';
import type { Layer } from '../layer';
import type { ProxyRoutes, RoutingTable } from '../routing-table';
import { splitAuthority } from '../split-authority';

/** Where a gateway sends the requests of a host whose path starts with a prefix. */
export interface GatewayRoute {
  /** Lower case and without port; `*` takes every host. */
  readonly host: string;
  /** A plain string prefix, as VirtualService's `uri.prefix`. */
  readonly prefix: string;
  readonly service: { readonly host: string; readonly port: number };
}

const DEFAULT_PORT = 80;

/**
 * Finds the rule for a request from outside: first the routes that the gateway was started with, then those bound to its
 * Gateways' servers. It serves nothing else and is no forward proxy.
 */
export function createGatewayRouteLayer(
  routes: readonly GatewayRoute[],
  routing: RoutingTable,
  serverPort: () => number,
  namespace: string,
): Layer {
  return {
    name: 'route',

    onRequest(exchange) {
      const { record } = exchange;
      if (record.method === 'CONNECT') return 'route-not-found';
      const fixed = findGatewayRoute(routes, record);
      if (fixed !== undefined) {
        exchange.route = planFixed(fixed, routing.routes, namespace);
        record.routeName = 'default';
        // The mesh does not know the service yet, or any more: it has no endpoint that could answer.
        return exchange.route === undefined ? 'no-healthy-upstream' : undefined;
      }
      const config = findHttpConfig(routing.routes.table, serverPort(), exchange);
      if (config === undefined) return 'route-not-found';
      const { plan, virtualHost } = findHttpRoute(config, exchange.facts);
      exchange.virtualHost = virtualHost;
      exchange.route = plan;
      record.routeName = plan.routeName;
      return undefined;
    },
  };
}

/** The first route that matches host and path. */
export function findGatewayRoute(
  routes: readonly GatewayRoute[],
  request: Pick<ExchangeView['record'], 'authority' | 'path'>,
): GatewayRoute | undefined {
  const host = splitAuthority(request.authority, DEFAULT_PORT)?.host ?? '';
  return routes.find(
    (route) => (route.host === '*' || route.host === host) && request.path.startsWith(route.prefix),
  );
}

/** The rules of the server that the connection came in by, as they are now. */
function findHttpConfig(
  { listeners }: RouteTable,
  port: number,
  { facts, serverName }: ExchangeView,
): RouteConfig | undefined {
  const listener = findListener(listeners, port);
  if (listener === undefined) return undefined;
  const chains = findFilterChains(listener, { isTls: facts.scheme === 'https', serverName });
  return chains.find(({ http }) => http !== undefined)?.http;
}

/** Plans by configuration: what a name means is looked up once. */
const PLANS = new WeakMap<ProxyRoutes, Map<GatewayRoute, RoutePlan | undefined>>();

/** Everything to one service; undefined while the mesh does not know it. */
function planFixed(route: GatewayRoute, routes: ProxyRoutes, namespace: string): RoutePlan | undefined {
  const plans = PLANS.get(routes) ?? new Map<GatewayRoute, RoutePlan | undefined>();
  if (plans.size === 0) PLANS.set(routes, plans);
  if (!plans.has(route)) plans.set(route, createFixedPlan(route, routes, namespace));
  return plans.get(route);
}

function createFixedPlan(
  { service }: GatewayRoute,
  { clusters }: ProxyRoutes,
  namespace: string,
): RoutePlan | undefined {
  const names = (ref: ServiceRef): string[] => [
    ref.host,
    `${ref.name}.${ref.namespace}.svc`,
    `${ref.name}.${ref.namespace}`,
    ...(ref.namespace === namespace ? [ref.name] : []),
  ];
  for (const { name, service: ref } of clusters.values()) {
    if (ref === undefined || ref.port !== service.port || !names(ref).includes(service.host)) continue;
    const destination = wholeService(ref.host, '', ref.port);
    if (destination.cluster !== name) continue;
    const action = {
      kind: 'forward' as const,
      destinations: [destination],
      totalWeight: 100,
      rewrite: undefined,
    };
    return { ...barePlan(action, 'default'), retries: DEFAULT_RETRIES };
  }
  return undefined;
}
