import { describe, expect, it } from 'vitest';
import { createShareTest, observeShare, shareAt, shareEvidence } from '@/lib/mesh/rollout/judge/share-test';

/** Probability of `bad` among `drawn` from a pot where `marked` of `all` are bad. */
function hypergeometric(all: number, marked: number, drawn: number, bad: number): number {
  return (choose(marked, bad) * choose(all - marked, drawn - bad)) / choose(all, drawn);
}

function choose(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  let ways = 1;
  for (let i = 0; i < k; i++) ways = (ways * (n - i)) / (i + 1);
  return ways;
}

describe('shareEvidence()', () => {
  it('has an expectation of at most one while the canary is no worse, for every mix of requests', () => {
    for (const [stable, canary, bad] of [
      [90, 10, 5],
      [50, 50, 20],
      [10, 90, 3],
      [20, 5, 15],
    ] as const) {
      let expectation = 0;
      for (let canaryBad = 0; canaryBad <= Math.min(bad, canary); canaryBad++) {
        const test = createShareTest(1);
        const counts = {
          stableRequests: stable,
          canaryRequests: canary,
          canaryBad,
          stableBad: bad - canaryBad,
        };
        observeShare(test, counts);
        const chance = hypergeometric(stable + canary, bad, canary, canaryBad);
        expectation += chance * Math.exp(shareEvidence(test));
      }
      expect(expectation).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  it('grows with every bad request of the canary and shrinks with those of stable', () => {
    const evidenceOf = (canaryBad: number, stableBad: number): number => {
      const test = createShareTest(1);
      observeShare(test, { stableRequests: 90, canaryRequests: 10, canaryBad, stableBad });
      return shareEvidence(test);
    };
    expect(evidenceOf(3, 1)).toBeGreaterThan(evidenceOf(2, 1));
    expect(evidenceOf(3, 4)).toBeLessThan(evidenceOf(3, 1));
    expect(evidenceOf(0, 0)).toBe(0);
  });

  it('learns nothing where only one version has traffic', () => {
    const test = createShareTest(1);
    observeShare(test, { stableRequests: 0, canaryRequests: 10, canaryBad: 10, stableBad: 0 });
    expect(shareEvidence(test)).toBe(0);
    expect(shareAt(1, 90, 10)).toBeCloseTo(0.1, 12);
  });
});
