import { describe, expect, it } from 'vitest';
import {
  boundEvidence,
  createBoundTest,
  observeBound,
  requestsToNotice,
} from '@/lib/mesh/rollout/judge/bound-test';

describe('boundEvidence()', () => {
  it('has an expectation of one at the bound', () => {
    let expectation = 0;
    for (const [bad, chance] of [
      [0, 0.95],
      [1, 0.05],
    ] as const) {
      const test = createBoundTest();
      observeBound(test, 0.05, 1, bad);
      expectation += chance * Math.exp(boundEvidence(test));
    }
    expect(expectation).toBeCloseTo(1, 10);
  });

  it('rises above the bar for a share well above the bound, and not for one below', () => {
    const above = createBoundTest();
    observeBound(above, 0.01, 500, 40);
    expect(boundEvidence(above)).toBeGreaterThan(Math.log(1_000));
    const below = createBoundTest();
    observeBound(below, 0.01, 500, 4);
    expect(boundEvidence(below)).toBeLessThan(0.5);
  });
});

describe('requestsToNotice()', () => {
  it('asks for more the smaller the difference, and for no end of them when there is none', () => {
    expect(requestsToNotice(0.01, 0.02, 0.01)).toBeGreaterThan(requestsToNotice(0.01, 0.05, 0.01));
    expect(requestsToNotice(0.01, 0.02, 0.001)).toBeGreaterThan(requestsToNotice(0.01, 0.02, 0.01));
    expect(requestsToNotice(0.01, 0.01, 0.01)).toBe(Number.POSITIVE_INFINITY);
  });
});
