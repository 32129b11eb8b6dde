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
  // Legs are numbered, so most series find their edge without looking at its id.
  const byLeg: (EdgeSum | undefined)[] = [];
  const voices = new Voices();
  for (const row of series) {
    const route = findRoute(row.facts, row.destination);
    if (route === undefined) continue;
    voices.add(row, route);
    if (row.weight === 0) continue;
    for (const leg of chooseLegs(route, row.facts.protocol)) {
      let edge = byLeg[leg.number];
      if (edge === undefined) {
        edge = edges.get(leg.id);
        if (edge === undefined) {
          edge = createEdgeSum(leg, row.facts.protocol, [leg]);
          edges.set(leg.id, edge);
        } else edge.legs.push(leg);
        byLeg[leg.number] = edge;
      }
      addSeries(edge, row, route);
    }
  }
  return { edges, speakers: voices.speakers, answered: voices.answered };
}

/** Who reported and which services were answered for; all but the first series of an edge pass by a bit. */
class Voices {
  readonly speakers = new Set<string>();
  readonly answered = new Set<string>();
  private readonly heard: number[] = [];

  add({ facts, weight }: CountedSeries, { source, target, service, injected }: SeriesRoute): void {
    const leg = injected[0]?.number ?? 0;
    const heard = this.heard[leg] ?? 0;
    const voice = (facts.reporter === 'source' ? 1 : 2) | (weight > 0 ? 4 : 0);
    if ((heard | voice) === heard && service === undefined) return;
    this.heard[leg] = heard | voice;
    this.speakers.add(facts.reporter === 'source' ? source.id : target.id);
    if (weight > 0 && service !== undefined) this.answered.add(service.id);
  }
}
