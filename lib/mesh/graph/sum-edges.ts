import type { CountedSeries } from '../metrics/counted-series';
import { type DraftedEdges, EdgeDrafts } from './edge-drafts';
import { addSeries, createEdgeSum, type EdgeSum } from './edge-sum';
import type { Among } from './kept-voices';
import type { FindRoute, Leg, SeriesRoute } from './series-route';

/** Edges by id, and the nodes whose own proxy reported in the window. */
export interface SummedEdges extends DraftedEdges {
  speakers: Among;
  /** Services that a workload answered for. */
  answered: Among;
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
  const drafted = drafts.draw(
    series,
    (row) => {
      const route = findRoute(row.facts, row.destination);
      return route && { route, legs: chooseLegs(route, row.facts.protocol) };
    },
    (id, rows) => sumRows(id, rows, findRoute, chooseLegs),
  );
  const { speakers, answered } = drafts.voices;
  return { ...drafted, speakers, answered };
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
