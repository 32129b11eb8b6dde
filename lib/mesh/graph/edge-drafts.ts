import { type CountedSeries, countsAlike } from '../metrics/counted-series';
import { withOne } from '../metrics/tally';
import type { EdgeSum } from './edge-sum';
import { KeptVoices } from './kept-voices';
import type { Leg, SeriesRoute } from './series-route';

/** From how many on an array with room to grow is the cheaper one. */
const FEW_ROWS = 12;
/** In the place of an edge where there is none. */
const NONE = -1;

/** One edge and the series it was added up from. */
interface EdgeDraft {
  id: string;
  rows: CountedSeries[];
  sum: EdgeSum | undefined;
}

/** What became of the edges since the last round. */
export interface DraftedEdges {
  edges: Map<string, EdgeSum>;
  /** Ids of nodes at the ends of edges that came, changed or went. */
  touched: Set<string>;
  /** The very edges of last time, in their order. */
  isSameShape: boolean;
}

/** How a series runs; undefined for bad telemetry. */
export type FollowSeries = (row: CountedSeries) => { route: SeriesRoute; legs: readonly Leg[] } | undefined;

/**
 * Collects series edge by edge, round after round. Series keep their order, so both rounds are walked side by side: what is the
 * very object of last time is passed by unread, and only edges at which a series came, changed or went are added up. A
 * graph that is asked for every second costs what changed and not the whole mesh. Numbers stand in plain arrays, because
 * going from object to object through a large mesh is what takes the time.
 */
export class EdgeDrafts {
  readonly voices = new KeptVoices();
  private readonly drafts: EdgeDraft[] = [];
  private readonly byId = new Map<string, number>();
  private readonly byLeg: number[] = [];
  /** The round in which a draft was last found changed, and found at all. */
  private readonly changedIn: number[] = [];
  private readonly seenIn: number[] = [];
  private rows: readonly CountedSeries[] = [];
  /** Two a row: the edges it runs over. */
  private runs: number[] = [];
  private open: number[] = [];
  private changed: number[] = [];
  private gone: number[] = [];
  private isSameShape = false;
  private edges = new Map<string, EdgeSum>();
  private round = 0;

  /** Takes the series of a round and adds up what changed. */
  draw(
    series: readonly CountedSeries[],
    follow: FollowSeries,
    sum: (id: string, rows: CountedSeries[]) => EdgeSum,
  ): DraftedEdges {
    this.round++;
    this.changed = [];
    this.align(series, follow);
    this.collect(series);
    return this.finish(sum);
  }

  /** Finds what came, changed and went; the rest runs where it ran. */
  private align(series: readonly CountedSeries[], follow: FollowSeries): void {
    const before = this.rows;
    const ran = this.runs;
    const runs: number[] = [];
    let at = 0;
    for (const row of series) {
      while (at < before.length && before[at] !== row && before[at]?.facts !== row.facts)
        this.leave(before[at], at++, follow);
      const one = before[at];
      if (one !== undefined && (one === row || countsAlike(one, row))) {
        runs.push(ran[2 * at] ?? NONE, ran[2 * at + 1] ?? NONE);
        at++;
        continue;
      }
      if (one !== undefined) this.leave(one, at++, follow);
      this.enter(row, runs, follow);
    }
    while (at < before.length) this.leave(before[at], at++, follow);
    this.rows = series.slice();
    this.runs = runs;
  }

  private leave(row: CountedSeries | undefined, at: number, follow: FollowSeries): void {
    this.change(this.runs[2 * at] ?? NONE);
    this.change(this.runs[2 * at + 1] ?? NONE);
    const followed = row && follow(row);
    if (row !== undefined && followed !== undefined) this.voices.add(row, followed.route, -1);
  }

  private enter(row: CountedSeries, runs: number[], follow: FollowSeries): void {
    const followed = follow(row);
    if (followed !== undefined) this.voices.add(row, followed.route, 1);
    const legs = row.weight === 0 ? undefined : followed?.legs;
    for (let end = 0; end < 2; end++) {
      const leg = legs?.[end];
      const draft = leg === undefined ? NONE : (this.byLeg[leg.number] ?? this.find(leg));
      this.change(draft);
      runs.push(draft);
    }
  }

  private change(draft: number): void {
    if (draft === NONE || this.changedIn[draft] === this.round) return;
    this.changedIn[draft] = this.round;
    this.changed.push(draft);
  }

  /** Hands changed edges their series, and finds the order of all. */
  private collect(series: readonly CountedSeries[]): void {
    const { runs, round, changedIn, seenIn } = this;
    const before = this.open;
    const open: number[] = [];
    for (let at = 0; at < runs.length; at++) {
      const draft = runs[at] ?? NONE;
      if (draft === NONE) continue;
      if (seenIn[draft] !== round) {
        seenIn[draft] = round;
        open.push(draft);
        if (changedIn[draft] === round) this.at(draft).rows = [];
      }
      if (changedIn[draft] === round) addRow(this.at(draft), series[at >> 1]);
    }
    this.open = open;
    this.isSameShape = isSame(before, open);
    this.gone = this.isSameShape ? [] : before.filter((draft) => seenIn[draft] !== round);
  }

  private finish(sum: (id: string, rows: CountedSeries[]) => EdgeSum): DraftedEdges {
    const { isSameShape } = this;
    const touched = new Set<string>();
    // An edge that is set again stays at its place.
    if (!isSameShape) this.edges = new Map();
    for (const number of isSameShape ? this.changed : this.open) {
      const draft = this.at(number);
      if (draft.sum === undefined || this.changedIn[number] === this.round) {
        draft.sum = sum(draft.id, draft.rows);
        touched.add(draft.sum.source.id).add(draft.sum.target.id);
      }
      this.edges.set(draft.id, draft.sum);
    }
    for (const number of this.gone) {
      const { sum: last } = this.at(number);
      if (last !== undefined) touched.add(last.source.id).add(last.target.id);
      Object.assign(this.at(number), { sum: undefined, rows: [] });
    }
    return { edges: this.edges, touched, isSameShape };
  }

  private at(number: number): EdgeDraft {
    const draft = this.drafts[number];
    if (draft === undefined) throw new Error(`No edge has the number ${number}`);
    return draft;
  }

  private find(leg: Leg): number {
    let number = this.byId.get(leg.id);
    if (number === undefined) {
      number = this.drafts.length;
      this.drafts.push({ id: leg.id, rows: [], sum: undefined });
      this.byId.set(leg.id, number);
    }
    this.byLeg[leg.number] = number;
    return number;
  }
}

function isSame(before: readonly number[], now: readonly number[]): boolean {
  return before.length === now.length && before.every((draft, at) => draft === now[at]);
}

/** Most edges have a handful of series. */
function addRow(draft: EdgeDraft, row: CountedSeries | undefined): void {
  if (row === undefined) return;
  if (draft.rows.length < FEW_ROWS) draft.rows = withOne(draft.rows, row);
  else draft.rows.push(row);
}
