import { type CountedSeries, countsAlike } from '../metrics/counted-series';
import type { EdgeSum } from './edge-sum';
import { KeptList } from './kept-list';
import type { Leg } from './series-route';

/** The series of one edge, collected before they are added up. */
class EdgeDraft {
  readonly id: string;
  readonly rows = new KeptList<CountedSeries>();
  sum: EdgeSum | undefined;
  round = 0;

  constructor(id: string) {
    this.id = id;
  }

  begin(round: number): void {
    this.round = round;
    this.rows.begin(this.sum !== undefined);
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
    draft.rows.add(row, countsAlike);
  }

  /** Adds up what changed. */
  finish(sum: (id: string, rows: CountedSeries[]) => EdgeSum): DraftedEdges {
    const edges = new Map<string, EdgeSum>();
    const touched = new Set<string>();
    for (const draft of this.open) {
      if (!draft.rows.end()) {
        draft.sum = sum(draft.id, draft.rows.items);
        touched.add(draft.sum.source.id).add(draft.sum.target.id);
      }
      if (draft.sum !== undefined) edges.set(draft.id, draft.sum);
    }
    for (const draft of this.before) {
      if (draft.round === this.round || draft.sum === undefined) continue;
      touched.add(draft.sum.source.id).add(draft.sum.target.id);
      draft.sum = undefined;
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
