import { callerOf } from '../../mesh/metrics/caller-of';
import type { QueryContext } from './query-context';

/** Series of a part, about: they are read and reconciled within some milliseconds. */
const PART = 2_500;

/** All series in parts that can be reconciled each without the others; only new series are looked at. */
export interface MeshParts {
  list(): readonly (readonly number[])[];
}

/** The parts of a context's series; kept as long as the context is. */
export function partsOf(context: QueryContext): MeshParts {
  let parts = kept.get(context);
  if (parts === undefined) {
    parts = new KeptParts(context);
    kept.set(context, parts);
  }
  return parts;
}

const kept = new WeakMap<QueryContext, MeshParts>();

class KeptParts implements MeshParts {
  private readonly context: QueryContext;
  private parts: number[][] = [];
  private partOf = new Map<string, number[]>();
  private readonly taken = new Set<number>();

  constructor(context: QueryContext) {
    this.context = context;
  }

  list(): readonly (readonly number[])[] {
    const series = this.context.sources.store.series.select({});
    this.takeAll(series);
    if (this.taken.size === series.length) return this.parts;
    // Some were forgotten: nobody reported them for longer than history is kept.
    this.parts = [];
    this.partOf = new Map();
    this.taken.clear();
    this.takeAll(series);
    return this.parts;
  }

  private takeAll(series: readonly number[]): void {
    for (const one of series) {
      if (this.taken.has(one)) continue;
      this.taken.add(one);
      const facts = this.context.factsOf(one);
      if (facts !== undefined) this.partFor(callerOf(facts)).push(one);
    }
  }

  /** All of one caller stand together, however many they are. */
  private partFor(caller: string): number[] {
    const known = this.partOf.get(caller);
    if (known !== undefined) return known;
    let last = this.parts.at(-1);
    if (last === undefined || last.length >= PART) {
      last = [];
      this.parts.push(last);
    }
    this.partOf.set(caller, last);
    return last;
  }
}
