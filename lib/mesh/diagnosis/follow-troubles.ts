import { type Explanation, explainTrouble } from './explain-trouble';
import type { Trouble } from './trouble';

/** A trouble, how much of what was asked for runs through it, and how much of it is its own. */
export interface TracedTrouble {
  trouble: Trouble;
  /** Share of the asked trouble that leads here, 0..1. */
  reach: number;
  /** Share of this trouble that nothing further down explains, 0..1. */
  own: number;
  explanations: readonly Explanation[];
}

/** Follows troubles down to where they begin, the most reached first. Cycles end where they close. */
export function followTroubles(asked: readonly Trouble[], all: readonly Trouble[]): TracedTrouble[] {
  const traced = new Map<Trouble, { reach: number; explanations: Explanation[] }>();
  const total = asked.reduce((sum, { excess }) => sum + excess, 0);
  const visit = (trouble: Trouble, reach: number, path: ReadonlySet<Trouble>): void => {
    if (reach < 0.01 || path.has(trouble)) return;
    let entry = traced.get(trouble);
    if (entry === undefined) {
      entry = { reach: 0, explanations: explainTrouble(trouble, all) };
      traced.set(trouble, entry);
    }
    entry.reach = Math.min(1, entry.reach + reach);
    const next = new Set(path).add(trouble);
    for (const { trouble: cause, share } of entry.explanations) visit(cause, reach * share, next);
  };
  for (const trouble of asked) visit(trouble, total > 0 ? trouble.excess / total : 0, new Set());
  return [...traced]
    .map(([trouble, { reach, explanations }]) => ({
      trouble,
      reach,
      own: Math.max(0, 1 - explanations.reduce((sum, { share }) => sum + share, 0)),
      explanations,
    }))
    .sort((a, b) => b.reach * b.own - a.reach * a.own);
}
