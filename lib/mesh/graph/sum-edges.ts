import type { CountedSeries } from '../metrics/counted-series';
import { type DraftedEdges, EdgeDrafts } from './edge-drafts';
import { addSeries, createEdgeSum, type EdgeSum } from './edge-sum';
import type { FindRoute, Leg, SeriesRoute } from './series-route';

/** Edges by id, and the nodes whose own proxy reported in the window. */
export interface SummedEdges extends DraftedEdges {
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

/** Adds up series edge by edge; with the drafts of a round before only the edges that changed. */
export function sumEdges(
  series: readonly CountedSeries[],
  findRoute: FindRoute,
  chooseLegs: ChooseLegs,
  drafts: EdgeDrafts = new EdgeDrafts(),
): SummedEdges {
  const voices = new Voices();
  drafts.begin();
  for (const row of series) {
    const route = findRoute(row.facts, row.destination);
    if (route === undefined) continue;
    voices.add(row, route);
    if (row.weight === 0) continue;
    for (const leg of chooseLegs(route, row.facts.protocol)) drafts.add(leg, row);
  }
  const drafted = drafts.finish((id, rows) => sumRows(id, rows, findRoute, chooseLegs));
  return { ...drafted, speakers: voices.speakers, answered: voices.answered };
}

function sumRows(id: string, rows: CountedSeries[], findRoute: FindRoute, chooseLegs: ChooseLegs): EdgeSum {
  let sum: EdgeSum | undefined;
  for (const row of rows) {
    const route = findRoute(row.facts, row.destination);
    if (route === undefined) continue;
    const leg = chooseLegs(route, row.facts.protocol).find((one) => one.id === id);
    if (leg === undefined) continue;
    sum ??= createEdgeSum(leg, row.facts.protocol, rows);
    if (!sum.legs.includes(leg)) sum.legs.push(leg);
    addSeries(sum, row, route);
  }
  if (sum === undefined) throw new Error(`No series runs over ${id}`);
  return sum;
}

/** Who reported and which services were answered for; all but the first series of an edge pass by a bit. */
class Voices {
  readonly speakers = new Set<string>();
  readonly answered = new Set<string>();
  private readonly heard: number[] = [];
  private readonly asked: boolean[] = [];

  add({ facts, weight }: CountedSeries, { source, target, service, direct, injected }: SeriesRoute): void {
    const leg = direct[0]?.number ?? 0;
    const heard = this.heard[leg] ?? 0;
    const voice = facts.reporter === 'source' ? 1 : 2;
    if ((heard | voice) !== heard) {
      this.heard[leg] = heard | voice;
      this.speakers.add(facts.reporter === 'source' ? source.id : target.id);
    }
    const toService = injected[0]?.number ?? 0;
    if (weight === 0 || service === undefined || this.asked[toService] === true) return;
    this.asked[toService] = true;
    this.answered.add(service.id);
  }
}
