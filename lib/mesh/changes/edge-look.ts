import type { NodeIdentity } from '../graph/node-identity';
import type { FindRoute, Leg } from '../graph/series-route';
import type { CountedSeries } from '../metrics/counted-series';
import type { SeriesFacts } from '../metrics/series-facts';
import type { WatchedEdges } from './watch-edges';

/**
 * The edges of a workload graph without what they carry: watching asks only whether something runs over them. Series come in
 * any number of parts.
 */
export class EdgeLook {
  private readonly legs = new Map<string, Leg>();
  private readonly busy = new Set<string>();
  private readonly findRoute: FindRoute;

  constructor(findRoute: FindRoute) {
    this.findRoute = findRoute;
  }

  /** Takes series that gathered something, reconciled, and such as were seen before but gathered nothing. */
  add(series: readonly CountedSeries[], idle: readonly SeriesFacts[]): void {
    for (const row of series) {
      if (row.weight === 0) continue;
      for (const leg of this.findRoute(row.facts, row.destination)?.direct ?? []) {
        this.legs.set(leg.id, leg);
        if (carriesSomething(row)) this.busy.add(leg.id);
      }
    }
    for (const facts of idle)
      for (const leg of this.findRoute(facts, facts)?.direct ?? []) this.legs.set(leg.id, leg);
  }

  /** What was found, in a window that ended then. */
  end(to: number): WatchedEdges {
    const nodes = new Map<string, NodeIdentity>();
    const edges = [...this.legs.values()].map(({ id, source, target }) => {
      nodes.set(source.id, source).set(target.id, target);
      return { id, source: source.id, target: target.id, isIdle: !this.busy.has(id) };
    });
    return { to, nodes: [...nodes.values()], edges };
  }
}

function carriesSomething({ facts, point }: CountedSeries): boolean {
  return facts.protocol === 'tcp' ? point.tcpReceivedBytes + point.tcpSentBytes > 0 : point.requests > 0;
}
