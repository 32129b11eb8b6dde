import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shiftWeights } from '@/lib/mesh/config/wizards/shift-weights';

describe('shiftWeights()', () => {
  it('always shares out exactly 100 in whole numbers', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(weights, fc.nat(5), fc.integer({ min: -20, max: 120 }), (before, at, value) => {
        const index = at % before.length;
        const after = shiftWeights(before, index, value);
        expect(after.reduce((sum, weight) => sum + weight, 0)).toBe(100);
        expect(after.every((weight) => Number.isInteger(weight) && weight >= 0)).toBe(true);
        if (before.length > 1) expect(after[index]).toBe(Math.min(100, Math.max(0, value)));
      }),
    );
  });

  it('keeps the proportions of the others', () => {
    expect(shiftWeights([50, 40, 10], 0, 0)).toEqual([0, 80, 20]);
  });

  it('shares evenly among others that had nothing', () => {
    expect(shiftWeights([100, 0, 0], 0, 40)).toEqual([40, 30, 30]);
  });
});
