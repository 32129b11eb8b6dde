import type { LivePoint, Point } from './point';
import type { SeriesFacts } from './series-facts';
import { seriesKey } from './series-labels';

/** One series and what it gathered in the window. */
export interface SeriesPoint {
  facts: SeriesFacts;
  point: Point;
}

/** A series and the share of it, 0..1, that counts. */
export interface CountedSeries extends SeriesPoint {
  weight: number;
  /** Whose destination labels hold: another series' where the caller never learnt who answered. */
  destination: SeriesFacts;
  /** Of a point that goes on changing: its revision when it was read. */
  revision?: number | undefined;
}

/** A series that counts whole until it is reconciled with the others. */
export function countWhole(facts: SeriesFacts, point: Point & Partial<LivePoint>): CountedSeries {
  return { facts, point, weight: 1, destination: facts, revision: point.revision };
}

/** Whether two rows are sure to count the same; what nobody keeps revisions of is never sure. */
export function countsAlike(a: CountedSeries, b: CountedSeries): boolean {
  return (
    a.point === b.point &&
    a.revision !== undefined &&
    a.revision === b.revision &&
    a.weight === b.weight &&
    a.facts === b.facts &&
    a.destination === b.destination
  );
}

/** The reports of one source, destination and protocol, by the side that made them. */
export interface Channel {
  source: CountedSeries[];
  /** The destination's reports, or the waypoint's where it saw more. */
  destination: CountedSeries[];
  waypoint: CountedSeries[];
}

/** Everything that rows gathered, in requests or, for connections, in connections and bytes. */
export function quantityOf(rows: readonly CountedSeries[]): number {
  let total = 0;
  for (const { point } of rows) {
    total += point.requests + point.tcpOpened + point.tcpSentBytes + point.tcpReceivedBytes;
  }
  return total;
}

/** A stable order of series, whatever order they came in. */
export function compareSeries(a: CountedSeries, b: CountedSeries): number {
  return compareText(seriesKey(a.facts.labels), seriesKey(b.facts.labels));
}

/** Orders by code units, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
