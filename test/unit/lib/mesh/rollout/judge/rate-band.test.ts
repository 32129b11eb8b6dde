import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateBand } from '@/lib/mesh/rollout/judge/rate-band';
import { rollDice } from '@/test/support/rollout/simulate-versions';

describe('rateBand()', () => {
  it('holds the observed rate and stays between 0 and 1', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.double({ min: 0, max: 1, noNaN: true }), (requests, share) => {
        const bad = Math.floor(requests * share);
        const { rate, low, high } = rateBand(requests, bad, 0.05);
        expect(low).toBeLessThanOrEqual(rate + 1e-12);
        expect(high).toBeGreaterThanOrEqual(rate - 1e-12);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('narrows with more requests', () => {
    const width = (requests: number): number => {
      const { low, high } = rateBand(requests, requests / 10, 0.05);
      return high - low;
    };
    expect(width(10_000)).toBeLessThan(width(1_000) / 2);
  });

  it('holds the true rate at every moment of nearly every run', () => {
    let lost = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const dice = rollDice(seed);
      let bad = 0;
      for (let requests = 1; requests <= 300; requests++) {
        if (dice() < 0.2) bad++;
        const { low, high } = rateBand(requests, bad, 0.05);
        if (low > 0.2 || high < 0.2) {
          lost++;
          break;
        }
      }
    }
    expect(lost).toBeLessThanOrEqual(10);
  });

  it('knows nothing without requests', () => {
    expect(rateBand(0, 0, 0.05)).toEqual({ rate: 0, low: 0, high: 1 });
  });
});
