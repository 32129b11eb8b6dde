/** Why somebody was turned away. */
export type Denial = 'unauthenticated' | 'wrong-password' | 'rate-limited' | 'cross-origin' | 'unknown-host';

/** Counts every denied access. */
export class Denials {
  readonly counts: Record<Denial, number> = {
    unauthenticated: 0,
    'wrong-password': 0,
    'rate-limited': 0,
    'cross-origin': 0,
    'unknown-host': 0,
  };

  note(denial: Denial): void {
    this.counts[denial]++;
  }
}
