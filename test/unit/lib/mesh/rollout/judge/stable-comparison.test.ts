import { describe, expect, it } from 'vitest';
import { SLOW_ALTERNATIVES, TOLERATED_ODDS } from '@/lib/mesh/rollout/judge/alternatives';
import { StableComparison } from '@/lib/mesh/rollout/judge/stable-comparison';

/** Ten seconds with a failing canary, then so many without. */
function compare(quietSeconds: number): StableComparison {
  const comparison = new StableComparison(SLOW_ALTERNATIVES, TOLERATED_ODDS.slow);
  for (let second = 0; second < 10 + quietSeconds; second++) {
    const canaryBad = second < 10 ? 5 : 0;
    const block = { stableRequests: 90, stableBad: 2, canaryRequests: 10, canaryBad };
    comparison.observe(block, SLOW_ALTERNATIVES);
  }
  return comparison;
}

describe('StableComparison', () => {
  it('grows sure of a canary that has more than its share', () => {
    expect(compare(0).evidence()).toBeGreaterThan(3);
    expect(compare(0).evidence()).toBeGreaterThan(compare(60).evidence());
  });

  it('divides the evidence by the clumps it comes in', () => {
    expect(compare(0).dispersionFactor).toBe(1);
    expect(compare(60).dispersionFactor).toBeGreaterThan(2);
  });
});
