import { findRoute } from '../../../lib/mesh/routing/find-route';
import { findServiceRoute, listTcpRoutes } from '../../../lib/mesh/routing/find-tcp-route';
import { barePlan, type RoutePlan } from '../../../lib/mesh/routing/route-plan';
import type { RouteTable } from '../../../lib/mesh/routing/route-table';
import { PASSTHROUGH } from '../cluster/cluster-spec';
import type { ExchangeView } from '../exchange-view';
import type { Layer } from '../layer';
import type { RoutingTable } from '../routing-table';
import { sendPlainly } from '../sending';
import { type HostAndPort, splitAuthority } from '../split-authority';

const DEFAULT_PORT = 80;

/** Finds the rule for a call, by its authority and all that rules look at. */
export function createOutboundRouteLayer(routing: RoutingTable, maxKnown: number): Layer {
  const split = createSplitter(maxKnown);
  return {
    name: 'route',

    onRequest(exchange) {
      const { record } = exchange;
      const to = split(record.authority);
      if (to === undefined) return 'route-not-found';
      const { defaultPorts, table } = routing.routes;
      const port = to.port === DEFAULT_PORT ? (defaultPorts.get(to.host) ?? DEFAULT_PORT) : to.port;
      const choose = (serverName: string): void => {
        const tunnel =
          record.method === 'CONNECT' ? findTunnel(routing.routes.table, to, serverName) : undefined;
        exchange.route = tunnel;
        if (tunnel === undefined) chooseByHost(exchange, to, port);
      };
      if (record.method === 'CONNECT' && asksServerName(table, to)) {
        exchange.awaitServerName(choose);
        return 'wait';
      }
      choose('');
      return undefined;
    },
  };

  function chooseByHost(exchange: ExchangeView, to: HostAndPort, port: number): void {
    const { record, side } = exchange;
    const { plan, virtualHost } = findRoute(routing.routes.table, exchange.facts, port);
    exchange.virtualHost = virtualHost;
    record.routeName = plan.routeName;
    if (plan.action.kind !== 'passthrough') {
      exchange.route = plan;
      return;
    }
    // A call to the proxy itself finds nobody: nothing is sent.
    const cluster = side.clusters.findClusterFor(PASSTHROUGH, to);
    if (cluster === undefined) return;
    record.upstreamCluster = PASSTHROUGH.name;
    exchange.sending = sendPlainly(cluster);
  }
}

/** Whether what is said in a tunnel to a service of TCP decides where it leads. */
function asksServerName(table: RouteTable, { host: name, port }: HostAndPort): boolean {
  return listTcpRoutes(table, { name, port }).some(({ serverNames }) => serverNames.length > 0);
}

/** What CONNECT asks for may be a service of TCP. */
function findTunnel(
  table: RouteTable,
  { host: name, port }: HostAndPort,
  serverName: string,
): RoutePlan | undefined {
  const route = findServiceRoute(listTcpRoutes(table, { name, port }), serverName);
  if (route === undefined) return undefined;
  const { destinations, totalWeight } = route.plan;
  return barePlan({ kind: 'forward', destinations, totalWeight, rewrite: undefined }, '');
}

function createSplitter(maxKnown: number): (authority: string) => HostAndPort | undefined {
  const known = new Map<string, HostAndPort | undefined>();
  return (authority) => {
    const found = known.get(authority);
    if (found !== undefined || known.has(authority)) return found;
    if (known.size >= maxKnown) known.clear();
    const parsed = splitAuthority(authority, DEFAULT_PORT);
    known.set(authority, parsed);
    return parsed;
  };
}
