import type { ExchangeView } from '../exchange-view';
import type { Layer } from '../layer';
import type { PassthroughTargets } from '../passthrough-targets';
import type { Destination, RoutingTable } from '../routing-table';
import { type HostAndPort, splitAuthority } from '../split-authority';

const DEFAULT_PORT = 80;

/** Finds the service that a call is for, by its authority; what the mesh does not know passes through or is blocked. */
export function createOutboundRouteLayer(
  table: RoutingTable,
  strangers: PassthroughTargets,
  maxKnown: number,
): Layer {
  const known = new Map<string, HostAndPort | undefined>();
  const split = (authority: string): HostAndPort | undefined => {
    const found = known.get(authority);
    if (found !== undefined || known.has(authority)) return found;
    if (known.size >= maxKnown) known.clear();
    const parsed = splitAuthority(authority, DEFAULT_PORT);
    known.set(authority, parsed);
    return parsed;
  };
  return {
    name: 'route',

    onRequest(exchange) {
      const to = split(exchange.record.authority);
      if (to === undefined) return 'route-not-found';
      const found = table.findDestination(to.host, to.port);
      if (found === 'block') return block(exchange);
      const destination = found === 'passthrough' ? strangers.getDestination(to) : found;
      if (destination === undefined) return 'route-not-found';
      send(exchange, destination, found !== 'passthrough');
      return undefined;
    },
  };
}

function send(exchange: ExchangeView, destination: Destination, isKnown: boolean): void {
  const { record } = exchange;
  exchange.destination = destination;
  record.upstreamCluster = destination.cluster;
  record.routeName = destination.routeName;
  if (isKnown) record.service = destination.service;
}

function block(exchange: ExchangeView): 'blocked' {
  exchange.record.upstreamCluster = 'BlackHoleCluster';
  exchange.record.routeName = 'block_all';
  return 'blocked';
}
