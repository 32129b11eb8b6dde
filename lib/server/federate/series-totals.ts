import { createPoint, mergePoint, type Point } from '../../mesh/metrics/point';
import type { PointSample } from '../store/contract/telemetry-sink';

/** The most series that are counted; more are left out and counted as left out. */
const MOST_SERIES = 20_000;

/** Counters of every series, as a scraper wants them: they begin with the first scrape, and cost nothing before it. */
export class SeriesTotals {
  /** Points of series beyond the bound. */
  leftOut = 0;
  private totals: Map<number, Point> | undefined;

  add(points: readonly PointSample[]): void {
    const { totals } = this;
    if (totals === undefined) return;
    for (const { series, point } of points) {
      let total = totals.get(series);
      if (total === undefined) {
        if (totals.size >= MOST_SERIES) {
          this.leftOut++;
          continue;
        }
        total = createPoint();
        totals.set(series, total);
      }
      mergePoint(total, point);
    }
  }

  /** Every series with its counters; begins to count when nobody has asked before. */
  read(): ReadonlyMap<number, Point> {
    this.totals ??= new Map();
    return this.totals;
  }
}
