/**
 * Whether the share of bad requests is above a bound, judged anew after every second without losing the stated
 * significance: likelihood ratios of several rates above the bound, averaged (an e-process).
 */
import { logMean } from './share-test';

/** How far above the bound each alternative lies, as a factor of the odds. */
const ALTERNATIVES = [1.2, 1.5, 2, 3, 5, 10, 30, 100];

/** The evidence so far. */
export interface BoundTest {
  readonly logRatios: number[];
}

/** A test that has seen nothing. */
export function createBoundTest(): BoundTest {
  return { logRatios: ALTERNATIVES.map(() => 0) };
}

/** Adds `bad` of `requests`, in place; `bound` is the share of bad ones that is allowed, above 0 and below 1. */
export function observeBound(test: BoundTest, bound: number, requests: number, bad: number): void {
  for (const [index, factor] of ALTERNATIVES.entries()) {
    const rate = rateAt(factor, bound);
    const ratio = bad * Math.log(rate / bound) + (requests - bad) * Math.log((1 - rate) / (1 - bound));
    test.logRatios[index] = (test.logRatios[index] ?? 0) + ratio;
  }
}

/**
 * Drops what speaks for the canary, in place: few requests above a bar that was far too high are no proof of a fast one.
 * The test is then no e-process any more; the significance has to come from another one beside it.
 */
export function forgiveBound({ logRatios }: BoundTest): void {
  for (const [index, ratio] of logRatios.entries()) logRatios[index] = Math.max(0, ratio);
}

/** The natural logarithm of the evidence that the share is above the bound. */
export function boundEvidence({ logRatios }: BoundTest, dispersion = 1): number {
  return logMean(logRatios.map((ratio) => ratio / dispersion));
}

/**
 * How many requests it takes, on average, until a share of `rate` (above `bound`) would be noticed at `significance`;
 * Infinity when it never would.
 */
export function requestsToNotice(bound: number, rate: number, significance: number): number {
  if (rate <= bound) return Number.POSITIVE_INFINITY;
  const gain = rate * Math.log(rate / bound) + (1 - rate) * Math.log((1 - rate) / (1 - bound));
  return Math.ceil((Math.log(1 / significance) + Math.log(ALTERNATIVES.length)) / gain);
}

function rateAt(odds: number, bound: number): number {
  return (odds * bound) / (1 - bound + odds * bound);
}
