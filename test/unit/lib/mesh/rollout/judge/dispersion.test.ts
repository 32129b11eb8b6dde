import { describe, expect, it } from 'vitest';
import { createDispersion, dispersionFactor, observeDispersion } from '@/lib/mesh/rollout/judge/dispersion';
import { rollDice } from '@/test/support/rollout/simulate-versions';

/** Ten minutes in which bad requests come one by one, or the canary's in clumps of `clump`. */
function measure(clump: number): number {
  const dice = rollDice(7);
  const dispersion = createDispersion();
  for (let second = 0; second < 600; second++) {
    const canaryBad = dice() < 0.2 / clump ? clump : 0;
    const stableBad = (dice() < 0.5 ? 1 : 0) + (dice() < 0.4 ? 1 : 0);
    observeDispersion(dispersion, { stableRequests: 90, canaryRequests: 10, stableBad, canaryBad });
  }
  return dispersionFactor(dispersion);
}

describe('dispersionFactor()', () => {
  it('is about one when requests go bad one by one, and grows with the clumps', () => {
    expect(measure(1)).toBeLessThan(1.4);
    expect(measure(6)).toBeGreaterThan(2.5);
  });

  it('does not excuse a canary that is evenly worse', () => {
    const dispersion = createDispersion();
    for (let second = 0; second < 300; second++) {
      observeDispersion(dispersion, { stableRequests: 90, canaryRequests: 10, stableBad: 1, canaryBad: 3 });
    }
    expect(dispersionFactor(dispersion)).toBe(1);
  });
});
