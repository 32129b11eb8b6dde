import { callerOf } from '../../mesh/metrics/caller-of';
import { createFollowSeries, type FollowsSeries } from './follow-series';
import type { QueryContext } from './query-context';

/** Series of a part, about: they are read and reconciled within some milliseconds. */
const PART = 1_000;

/** All series in parts that can be reconciled each without the others; kept as long as the context is. */
export function listParts(context: QueryContext): readonly (readonly number[])[] {
  let known = kept.get(context);
  if (known === undefined) {
    const parts = new Parts(context, PART);
    known = { parts, follow: createFollowSeries(context, parts) };
    kept.set(context, known);
  }
  known.follow();
  return known.parts.list;
}

/** Some series in such parts of about so many. */
export function splitByCaller(context: QueryContext, series: readonly number[], size: number): number[][] {
  const parts = new Parts(context, size);
  for (const one of series) parts.take(one);
  return parts.list;
}

const kept = new WeakMap<QueryContext, { parts: Parts; follow: () => void }>();

class Parts implements FollowsSeries {
  list: number[][] = [];
  private byCaller = new Map<string, number[]>();
  private readonly context: QueryContext;
  private readonly size: number;

  constructor(context: QueryContext, size: number) {
    this.context = context;
    this.size = size;
  }

  take(series: number): void {
    const facts = this.context.factsOf(series);
    if (facts !== undefined) this.partFor(callerOf(facts)).push(series);
  }

  reset(): void {
    this.list = [];
    this.byCaller = new Map();
  }

  /** All of one caller stand together, however many they are. */
  private partFor(caller: string): number[] {
    const known = this.byCaller.get(caller);
    if (known !== undefined) return known;
    let last = this.list.at(-1);
    if (last === undefined || last.length >= this.size) {
      last = [];
      this.list.push(last);
    }
    this.byCaller.set(caller, last);
    return last;
  }
}
