import type { CountedSeries } from '../metrics/counted-series';
import { addSeries, createEdgeSum, type EdgeSum } from './edge-sum';
import { formatEdge } from './node-id';
import type { NodeIdentity } from './node-identity';
import type { FindRoute, SeriesRoute } from './series-route';

/** Edges by id, and the nodes whose own proxy reported in the window. */
export interface SummedEdges {
  edges: Map<string, EdgeSum>;
  speakers: Set<string>;
  /** Services that a workload answered for. */
  answered: Set<string>;
}

/** Two neighbours of an edge and its id. */
interface Leg {
  id: string;
  source: NodeIdentity;
  target: NodeIdentity;
}

/** How a route is drawn: as it is, with the service in between, or between services only. */
export type ChooseLegs = (route: SeriesRoute, protocol: string) => readonly Leg[];

/** Source to target. */
export const directLegs: ChooseLegs = (route) => [
  { id: route.edgeId, source: route.source, target: route.target },
];

/** Source to service and service to target, where there is a service in between. */
export const injectedLegs: ChooseLegs = (route, protocol) => {
  const { source, target, service } = route;
  if (service === undefined) return directLegs(route, protocol);
  return [
    { id: formatEdge(source.id, service.id, protocol), source, target: service },
    { id: formatEdge(service.id, target.id, protocol), source: service, target },
  ];
};

/** Adds up series edge by edge. */
export function sumEdges(
  series: readonly CountedSeries[],
  findRoute: FindRoute,
  chooseLegs: ChooseLegs,
): SummedEdges {
  const edges = new Map<string, EdgeSum>();
  const speakers = new Set<string>();
  const answered = new Set<string>();
  for (const row of series) {
    const route = findRoute(row.facts, row.destination);
    if (route === undefined) continue;
    speakers.add(row.facts.reporter === 'source' ? route.source.id : route.target.id);
    if (row.weight === 0) continue;
    if (route.service !== undefined) answered.add(route.service.id);
    for (const leg of chooseLegs(route, row.facts.protocol)) {
      let edge = edges.get(leg.id);
      if (edge === undefined) {
        edge = createEdgeSum(leg.id, leg.source, leg.target, row.facts.protocol);
        edges.set(leg.id, edge);
      }
      addSeries(edge, row, route.response);
    }
  }
  return { edges, speakers, answered };
}
