import { type CountedSeries, countWhole } from './counted-series';
import type { LivePoint, Point } from './point';
import { isUnanswered, reconcileRows } from './reconcile-reporters';
import type { SeriesFacts } from './series-facts';

/** What changed of points that are kept up to date, one place a change. */
export interface ChangeLog {
  /** The place of the next change. */
  end(): number;
  /** Series that changed from a place on, some of them often; undefined when that is too long ago. */
  since(place: number): readonly number[] | undefined;
}

type Points = ReadonlyMap<number, Point & Partial<LivePoint>>;

/** Facts, as bits, that let a channel depend on others. */
const UNANSWERED = 1;
const WAYPOINT = 2;

/**
 * Decides how much of every series counts, look after look, over one map of points that go on changing. Channels do not
 * know of each other, so only those at which something changed are reconciled again; the rows of the others are the very
 * objects of the last look, passed by unread. What asks across channels (requests that nobody answered, waypoints) is decided
 * anew each time. Points, rows and channels stand in arrays beside each other, in the order of the points.
 */
export class KeptCounts {
  private points: (Point & Partial<LivePoint>)[] = [];
  /** Undefined where nobody knows the labels. */
  private rows: (CountedSeries | undefined)[] = [];
  private channels: number[] = [];
  private traits: number[] = [];
  private readonly factsOf: (series: number) => SeriesFacts | undefined;
  /** By number of channel: the last look that found it changed, or bound up with others. */
  private readonly changedIn: number[] = [];
  private entangled: number[] = [];
  private place: number | undefined;
  private look = 0;

  /** Facts come from one book, which numbers channels. */
  constructor(factsOf: (series: number) => SeriesFacts | undefined) {
    this.factsOf = factsOf;
  }

  /** The same as reconciling all series anew; the result is in the order of the points. Without a log all points are compared. */
  count(points: Points, log?: ChangeLog): CountedSeries[] {
    this.look++;
    const isTold = this.readLog(log);
    this.follow(points, isTold);
    this.entangle();
    const rows: CountedSeries[] = [];
    const again: CountedSeries[] = [];
    for (let at = 0; at < this.rows.length; at++) {
      let row = this.rows[at];
      if (row === undefined) continue;
      if (this.changedIn[this.channels[at] ?? 0] === this.look) {
        row = countWhole(row.facts, this.points[at] ?? row.point);
        this.rows[at] = row;
        again.push(row);
      }
      rows.push(row);
    }
    const adopted = reconcileRows(again).slice(again.length);
    for (const row of adopted) rows.push(row);
    return rows;
  }

  /** Whether the log says all that changed since the last look. */
  private readLog(log: ChangeLog | undefined): boolean {
    const told = this.place === undefined ? undefined : log?.since(this.place);
    this.place = log?.end();
    for (const series of told ?? []) this.change(this.factsOf(series)?.channelNumber);
    return told !== undefined;
  }

  /** Points keep their order: what is missing at its place is gone, what is new stands at the end. */
  private follow(points: Points, isTold: boolean): void {
    const { points: before, rows, channels, traits } = this;
    [this.points, this.rows, this.channels, this.traits] = [[], [], [], []];
    let at = 0;
    for (const [series, point] of points) {
      while (at < before.length && before[at] !== point) this.change(channels[at++]);
      const row = rows[at];
      if (row === undefined) this.enter(series, point);
      else {
        this.put(point, row, channels[at] ?? 0, traits[at] ?? 0);
        if (!isTold && (row.revision === undefined || row.revision !== point.revision))
          this.change(channels[at]);
      }
      at++;
    }
    while (at < before.length) this.change(channels[at++]);
  }

  private enter(series: number, point: Point): void {
    const facts = this.factsOf(series);
    if (facts === undefined) {
      this.put(point, undefined, -1, 0);
      return;
    }
    this.change(facts.channelNumber);
    const traits = (isUnanswered(facts) ? UNANSWERED : 0) | (facts.reporter === 'waypoint' ? WAYPOINT : 0);
    this.put(point, countWhole(facts, point), facts.channelNumber, traits);
  }

  private put(point: Point, row: CountedSeries | undefined, channel: number, traits: number): void {
    this.points.push(point);
    this.rows.push(row);
    this.channels.push(channel);
    this.traits.push(traits);
  }

  private change(channel: number | undefined): void {
    if (channel !== undefined && channel >= 0) this.changedIn[channel] = this.look;
  }

  /** Counts anew what is bound up with other channels, or was at the last look. */
  private entangle(): void {
    for (const channel of this.entangled) this.change(channel);
    this.entangled = [];
    const routes = new Set<string>();
    let hasWaypoint = false;
    for (let at = 0; at < this.traits.length; at++) {
      const traits = this.traits[at] ?? 0;
      if (traits === 0) continue;
      hasWaypoint ||= (traits & WAYPOINT) !== 0;
      const route = (traits & UNANSWERED) === 0 ? undefined : this.rows[at]?.facts.route;
      if (route !== undefined) routes.add(route);
    }
    if (routes.size === 0 && !hasWaypoint) return;
    for (const row of this.rows) {
      if (row === undefined || !isBoundUp(row.facts, routes, hasWaypoint)) continue;
      this.entangled.push(row.facts.channelNumber);
      this.change(row.facts.channelNumber);
    }
  }
}

/** Waypoints speak for connections of others, and who answered may take over what nobody answered. */
function isBoundUp(facts: SeriesFacts, routes: ReadonlySet<string>, hasWaypoint: boolean): boolean {
  if (hasWaypoint && (facts.reporter === 'waypoint' || facts.protocol === 'tcp')) return true;
  return routes.has(facts.route) && (facts.reporter !== 'source' || isUnanswered(facts));
}
