import type { Fate, FateKind, Spread } from './spread';

/** What a change makes of a request. */
export type OutcomeKind =
  | 'same'
  | 'moved'
  | 'unmatched'
  | 'matched'
  | 'denied'
  | 'allowed'
  | 'redirected'
  | 'answered'
  | 'blocked'
  | 'unavailable'
  | 'timed-out'
  | 'aborted'
  | 'unknown';

/** A share of a request that has one outcome. */
export interface OutcomeShare {
  kind: OutcomeKind;
  share: number;
  from: Fate | undefined;
  to: Fate | undefined;
}

const ROUNDING = 1e-9;

/**
 * What has to change for one spread to become the other: the share both have of a fate stays, the rest of `before`
 * goes to the rest of `after` in proportion. So weights are expectations, and no dice are thrown.
 */
export function compareSpreads(before: Spread, after: Spread): OutcomeShare[] {
  const then = new Map(before.map((fate) => [fate.key, fate]));
  const outcomes: OutcomeShare[] = [];
  const won: Fate[] = [];
  const kept = new Map<string, number>();
  for (const fate of after) {
    const old = then.get(fate.key);
    const share = Math.min(fate.share, old?.share ?? 0);
    kept.set(fate.key, share);
    if (share > ROUNDING) outcomes.push({ kind: 'same', share, from: old, to: fate });
    if (fate.share - share > ROUNDING) won.push({ ...fate, share: fate.share - share });
  }
  const lost = before.flatMap((fate) => {
    const share = fate.share - (kept.get(fate.key) ?? 0);
    return share > ROUNDING ? [{ ...fate, share }] : [];
  });
  const total = lost.reduce((sum, { share }) => sum + share, 0);
  for (const to of won) {
    for (const from of lost) {
      const share = (to.share * from.share) / total;
      if (share > ROUNDING) outcomes.push({ kind: outcomeOf(from.kind, to.kind), share, from, to });
    }
  }
  return outcomes;
}

const ENDS: Readonly<Partial<Record<FateKind, OutcomeKind>>> = {
  denied: 'denied',
  unmatched: 'unmatched',
  redirected: 'redirected',
  answered: 'answered',
  blocked: 'blocked',
  unavailable: 'unavailable',
  'timed-out': 'timed-out',
  aborted: 'aborted',
  unknown: 'unknown',
};

/** Of a change from one fate to another one. */
function outcomeOf(from: FateKind, to: FateKind): OutcomeKind {
  if (from === 'unknown') return 'unknown';
  const end = ENDS[to];
  if (end !== undefined) return end;
  if (from === 'denied') return 'allowed';
  return from === 'served' || from === 'passed-on' ? 'moved' : 'matched';
}
