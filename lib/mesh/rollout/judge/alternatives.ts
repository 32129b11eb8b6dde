/**
 * How bad a bad canary is taken to be. The evidence averages over all of these, and what is put on one is lost to the
 * others; so most weight lies a few times above the smallest difference that matters, where time is short. What is far
 * worse shows itself in a few requests whatever its weight is.
 */
import type { Alternative } from './share-test';

/**
 * Odds of a bad request up to this many times the stable version's are not held against the canary: what two equal
 * versions drift apart by. Durations wander more than failures do.
 */
export const TOLERATED_ODDS = { failing: 1.1, slow: 1.2 } as const;
/** Alternatives have to differ from what is tolerated. */
const LEAST_FACTOR = 1.15;
const MOST_SHARE = 0.95;
const LEAST_SHARE = 1e-4;

/** Multiples of the smallest difference that matters, with their weights. */
const DIFFERENCES = [
  [1, 1],
  [2, 3],
  [5, 20],
  [15, 1],
] as const;

/** Multiples of the tolerated odds, with their weights. */
const SLOWER = [
  [1.3, 2],
  [1.7, 4],
  [2.3, 4],
  [4, 2],
  [10, 1],
  [50, 1],
] as const;

/** Canaries that fail more than a stable version that fails `stableShare`; `smallest` is the difference that matters. */
export function failingAlternatives(smallest: number, stableShare: number): Alternative[] {
  const stable = Math.min(MOST_SHARE, Math.max(LEAST_SHARE, stableShare));
  return DIFFERENCES.map(([times, weight]) => {
    const odds = oddsOf(Math.min(MOST_SHARE, stable + times * smallest)) / oddsOf(stable);
    return { odds: Math.max(TOLERATED_ODDS.failing * LEAST_FACTOR, odds), weight };
  });
}

/** Canaries with more requests over a bar than stable. */
export const SLOW_ALTERNATIVES: readonly Alternative[] = SLOWER.map(([factor, weight]) => ({
  odds: TOLERATED_ODDS.slow * factor,
  weight,
}));

function oddsOf(share: number): number {
  return share / (1 - share);
}
