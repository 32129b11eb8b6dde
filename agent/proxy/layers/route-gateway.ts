import type { ExchangeView } from '../exchange-view';
import type { Layer } from '../layer';
import type { RoutingTable } from '../routing-table';
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

/** Finds the first route that takes a request; a gateway serves nothing else and is no forward proxy. */
export function createGatewayRouteLayer(routes: readonly GatewayRoute[], table: RoutingTable): Layer {
  return {
    name: 'route',

    onRequest(exchange) {
      if (exchange.record.method === 'CONNECT') return 'route-not-found';
      const route = findGatewayRoute(routes, exchange.record);
      if (route === undefined) return 'route-not-found';
      const { host, port } = route.service;
      const destination = table.findDestination(host, port);
      // The mesh does not know the service yet, or any more: it has no endpoint that could answer.
      if (typeof destination !== 'object') return 'no-healthy-upstream';
      exchange.destination = destination;
      exchange.record.service = destination.service;
      exchange.record.upstreamCluster = destination.cluster;
      exchange.record.routeName = destination.routeName;
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
