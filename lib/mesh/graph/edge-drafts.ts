import { type CountedSeries, countsAlike } from '../metrics/counted-series';
import { withOne } from '../metrics/tally';
import type { EdgeSum } from './edge-sum';
import type { Leg } from './series-route';

/** From how many on an array with room to grow is the cheaper one. */
const FEW_ROWS = 12;

/** The series of one edge, collected before they are added up. */
class EdgeDraft {
  readonly id: string;
  rows: CountedSeries[] = [];
  sum: EdgeSum | undefined;
  round = 0;
  private taken = 0;
  private isSame = true;

  constructor(id: string) {
    this.id = id;
  }

  begin(round: number): void {
    this.round = round;
    this.taken = 0;
    this.isSame = this.sum !== undefined;
  }

  add(row: CountedSeries): void {
    const at = this.taken++;
    if (this.isSame) {
      const before = this.rows[at];
      if (before !== undefined && countsAlike(before, row)) return;
      this.changeFrom(at);
    }
    // Most edges have a handful of series.
    if (at < FEW_ROWS) this.rows = withOne(this.rows, row);
    else this.rows.push(row);
  }

  /** Whether the sum of the last round still holds. */
  end(): boolean {
    if (this.isSame && this.taken < this.rows.length) this.changeFrom(this.taken);
    return this.isSame;
  }

  clear(): void {
    this.rows = [];
    this.sum = undefined;
  }

  /** The rows before still hold, one for one. */
  private changeFrom(at: number): void {
    this.isSame = false;
    this.rows = this.rows.slice(0, at);
  }
}

/** What became of the edges since the last round. */
export interface DraftedEdges {
  edges: Map<string, EdgeSum>;
  /** Ids of nodes at the ends of edges that came, changed or went. */
  touched: Set<string>;
}

/**
 * Collects series edge by edge, round after round. An edge whose series are the very same as in the round before keeps its
 * sum, so a graph that is asked for every second costs what changed and not the whole mesh.
 */
export class EdgeDrafts {
  // Legs are numbered, so most series find their edge without looking at its id.
  private readonly byLeg: (EdgeDraft | undefined)[] = [];
  private readonly byId = new Map<string, EdgeDraft>();
  private open: EdgeDraft[] = [];
  private before: EdgeDraft[] = [];
  private round = 0;

  begin(): void {
    this.round++;
    this.before = this.open;
    this.open = [];
  }

  add(leg: Leg, row: CountedSeries): void {
    const draft = this.byLeg[leg.number] ?? this.find(leg);
    if (draft.round !== this.round) {
      draft.begin(this.round);
      this.open.push(draft);
    }
    draft.add(row);
  }

  /** Adds up what changed. */
  finish(sum: (id: string, rows: CountedSeries[]) => EdgeSum): DraftedEdges {
    const edges = new Map<string, EdgeSum>();
    const touched = new Set<string>();
    for (const draft of this.open) {
      if (!draft.end()) {
        draft.sum = sum(draft.id, draft.rows);
        touched.add(draft.sum.source.id).add(draft.sum.target.id);
      }
      if (draft.sum !== undefined) edges.set(draft.id, draft.sum);
    }
    for (const draft of this.before) {
      if (draft.round === this.round || draft.sum === undefined) continue;
      touched.add(draft.sum.source.id).add(draft.sum.target.id);
      draft.clear();
    }
    this.before = [];
    return { edges, touched };
  }

  private find(leg: Leg): EdgeDraft {
    let draft = this.byId.get(leg.id);
    if (draft === undefined) {
      draft = new EdgeDraft(leg.id);
      this.byId.set(leg.id, draft);
    }
    this.byLeg[leg.number] = draft;
    return draft;
  }
}
