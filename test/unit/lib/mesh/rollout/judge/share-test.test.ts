import { describe, expect, it } from 'vitest';
import { failingAlternatives, SLOW_ALTERNATIVES } from '@/lib/mesh/rollout/judge/alternatives';
import {
  createShareTest,
  observeShare,
  type ShareBlock,
  shareAt,
  shareEvidence,
} from '@/lib/mesh/rollout/judge/share-test';

/** The evidence of one block. */
function evidenceOf(block: ShareBlock, alternatives = SLOW_ALTERNATIVES): number {
  const test = createShareTest(alternatives.length);
  observeShare(test, block, 1, alternatives);
  return shareEvidence(test, alternatives);
}

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
      let slow = 0;
      let failing = 0;
      for (let canaryBad = 0; canaryBad <= Math.min(bad, canary); canaryBad++) {
        const counts = {
          stableRequests: stable,
          canaryRequests: canary,
          canaryBad,
          stableBad: bad - canaryBad,
        };
        const chance = hypergeometric(stable + canary, bad, canary, canaryBad);
        slow += chance * Math.exp(evidenceOf(counts));
        failing += chance * Math.exp(evidenceOf(counts, failingAlternatives(0.01, 0.02)));
      }
      expect(slow).toBeLessThanOrEqual(1 + 1e-9);
      expect(failing).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  it('grows with every bad request of the canary and shrinks with those of stable', () => {
    const bad = (canaryBad: number, stableBad: number): number =>
      evidenceOf({ stableRequests: 90, canaryRequests: 10, canaryBad, stableBad });
    expect(bad(3, 1)).toBeGreaterThan(bad(2, 1));
    expect(bad(3, 4)).toBeLessThan(bad(3, 1));
    expect(bad(0, 0)).toBe(0);
  });

  it('learns nothing where only one version has traffic', () => {
    const lonely = { stableRequests: 0, canaryRequests: 10, canaryBad: 10, stableBad: 0 };
    expect(evidenceOf(lonely)).toBeCloseTo(0, 12);
    expect(shareAt(1, 90, 10)).toBeCloseTo(0.1, 12);
  });
});
