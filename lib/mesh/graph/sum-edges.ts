import type { CountedSeries } from '../metrics/counted-series';
import { addSeries, createEdgeSum, type EdgeSum } from './edge-sum';
import type { FindRoute, Leg, SeriesRoute } from './series-route';

/** Edges by id, and the nodes whose own proxy reported in the window. */
export interface SummedEdges {
  edges: Map<string, EdgeSum>;
  speakers: Set<string>;
  /** Services that a workload answered for. */
  answered: Set<string>;
}

/** How a route is drawn: as it is, with the service in between, or between services only. */
export type ChooseLegs = (route: SeriesRoute, protocol: string) => readonly Leg[];

/** Source to target. */
export const directLegs: ChooseLegs = ({ direct }) => direct;

/** Source to service and service to target, where there is a service in between. */
export const injectedLegs: ChooseLegs = ({ injected }) => injected;

/** Adds up series edge by edge. */
export function sumEdges(
  series: readonly CountedSeries[],
  findRoute: FindRoute,
  chooseLegs: ChooseLegs,
): SummedEdges {
  const edges = new Map<string, EdgeSum>();
  // Legs are shared objects, so most series find their edge without looking at its id.
  const byLeg = new Map<Leg, EdgeSum>();
  const speakers = new Set<string>();
  const answered = new Set<string>();
  for (const row of series) {
    const route = findRoute(row.facts, row.destination);
    if (route === undefined) continue;
    speakers.add(row.facts.reporter === 'source' ? route.source.id : route.target.id);
    if (row.weight === 0) continue;
    if (route.service !== undefined) answered.add(route.service.id);
    for (const leg of chooseLegs(route, row.facts.protocol)) {
      let edge = byLeg.get(leg);
      if (edge === undefined) {
        edge = edges.get(leg.id) ?? createEdgeSum(leg, row.facts.protocol);
        edge.legs.push(leg);
        edges.set(leg.id, edge);
        byLeg.set(leg, edge);
      }
      addSeries(edge, row, route);
    }
  }
  return { edges, speakers, answered };
}
