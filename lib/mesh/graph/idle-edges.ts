import type { SeriesFacts } from '../metrics/series-facts';
import { amountOf, createEdgeSum, type EdgeSum } from './edge-sum';
import type { FindRoute } from './series-route';
import type { ChooseLegs } from './sum-edges';

/** Adds edges of series that were seen once but gathered nothing in the window, in place. */
export function addIdleEdges(
  edges: Map<string, EdgeSum>,
  idleSeries: readonly SeriesFacts[],
  findRoute: FindRoute,
  chooseLegs: ChooseLegs,
): void {
  for (const facts of idleSeries) {
    const route = findRoute(facts, facts);
    if (route === undefined) continue;
    for (const leg of chooseLegs(route, facts.protocol)) {
      const edge = edges.get(leg.id) ?? createEdgeSum(leg, facts.protocol);
      if (amountOf(edge) === 0) edge.hosts.add(facts.labels.destination_service, 0);
      edges.set(leg.id, edge);
    }
  }
}
