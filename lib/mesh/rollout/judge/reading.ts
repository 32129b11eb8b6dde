/** One number of the canary; undefined when there was nothing to read, NaN when there was no number to it. */
export interface Reading {
  atMs: number;
  value: number | undefined;
  /** Nobody answered: that is not known to be nothing. */
  isUnanswered?: boolean;
}

/** What earlier steps left of a gate that is in force in all of them. */
export interface EarlierReadings {
  /** Bad readings; failed checks where the gate counts together with others. */
  failed: number;
  /** Times in a row, up to the end, that there was nothing to read. */
  empty?: number;
  /** When it was last asked: what is read seldom is read on through short steps. */
  askedAtMs?: number;
}
