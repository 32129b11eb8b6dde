import { type CountedSeries, countWhole } from './counted-series';
import type { LivePoint, Point } from './point';
import { isUnanswered, reconcileRows } from './reconcile-reporters';
import type { SeriesFacts } from './series-facts';

/** A series of the last look, in the order of the points; without a row where nobody knows its labels. */
interface Entry {
  point: Point & Partial<LivePoint>;
  row: CountedSeries | undefined;
}

/**
 * Decides how much of every series counts, look after look, over one map of points that go on changing. Channels do not
 * know of each other, so only those at which something changed are reconciled again; the rows of the others are the very
 * objects of the last look. What asks across channels (requests that nobody answered, waypoints) is decided anew each time.
 */
export class KeptCounts {
  private entries: Entry[] = [];
  private readonly factsOf: (series: number) => SeriesFacts | undefined;
  /** By number of channel: the last look that found it changed, or bound up with others. */
  private readonly changedIn: number[] = [];
  private entangled: number[] = [];
  private look = 0;

  /** Facts come from one book, which numbers channels. */
  constructor(factsOf: (series: number) => SeriesFacts | undefined) {
    this.factsOf = factsOf;
  }

  /** The same as reconciling all series anew; the result is in the order of the points. */
  count(points: ReadonlyMap<number, Point & Partial<LivePoint>>): CountedSeries[] {
    this.look++;
    this.follow(points);
    this.entangle();
    const rows: CountedSeries[] = [];
    const again: CountedSeries[] = [];
    for (const entry of this.entries) {
      const { row } = entry;
      if (row === undefined) continue;
      if (this.changedIn[row.facts.channelNumber] !== this.look) {
        rows.push(row);
        continue;
      }
      entry.row = countWhole(row.facts, entry.point);
      rows.push(entry.row);
      again.push(entry.row);
    }
    const adopted = reconcileRows(again).slice(again.length);
    for (const row of adopted) rows.push(row);
    return rows;
  }

  /** Points keep their order: what is missing at its place is gone, what is new stands at the end. */
  private follow(points: ReadonlyMap<number, Point & Partial<LivePoint>>): void {
    const before = this.entries;
    const entries: Entry[] = [];
    let at = 0;
    for (const [series, point] of points) {
      while (at < before.length && before[at]?.point !== point) this.change(before[at++]?.row?.facts);
      const known = before[at++];
      const entry = known?.row === undefined ? this.enter(series, point) : known;
      const { row } = entry;
      if (row !== undefined && (row.revision === undefined || row.revision !== point.revision))
        this.change(row.facts);
      entries.push(entry);
    }
    while (at < before.length) this.change(before[at++]?.row?.facts);
    this.entries = entries;
  }

  private enter(series: number, point: Point): Entry {
    const facts = this.factsOf(series);
    this.change(facts);
    return { point, row: facts === undefined ? undefined : countWhole(facts, point) };
  }

  private change(facts: SeriesFacts | undefined): void {
    if (facts !== undefined) this.changedIn[facts.channelNumber] = this.look;
  }

  /** Counts anew what is bound up with other channels, or was at the last look. */
  private entangle(): void {
    for (const channel of this.entangled) this.changedIn[channel] = this.look;
    this.entangled = [];
    const routes = new Set<string>();
    let hasWaypoint = false;
    for (const { row } of this.entries) {
      if (row === undefined) continue;
      if (isUnanswered(row.facts)) routes.add(row.facts.route);
      hasWaypoint ||= row.facts.reporter === 'waypoint';
    }
    if (routes.size === 0 && !hasWaypoint) return;
    for (const { row } of this.entries) {
      if (row === undefined || !isBoundUp(row.facts, routes, hasWaypoint)) continue;
      this.entangled.push(row.facts.channelNumber);
      this.changedIn[row.facts.channelNumber] = this.look;
    }
  }
}

/** Waypoints speak for connections of others, and who answered may take over what nobody answered. */
function isBoundUp(facts: SeriesFacts, routes: ReadonlySet<string>, hasWaypoint: boolean): boolean {
  if (hasWaypoint && (facts.reporter === 'waypoint' || facts.protocol === 'tcp')) return true;
  return routes.has(facts.route) && (facts.reporter !== 'source' || isUnanswered(facts));
}
