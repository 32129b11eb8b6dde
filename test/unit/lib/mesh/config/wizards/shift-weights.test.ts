import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { continueShift, shiftWeights, type WeightShift } from '@/lib/mesh/config/wizards/shift-weights';

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

describe('continueShift()', () => {
  const move = (shift: WeightShift<number, number[]> | undefined, now: number[], index: number, to: number) =>
    continueShift(shift, index, now, (start) => shiftWeights(start, index, to));

  it('takes from the others in their proportions, also step by step', () => {
    let shift: WeightShift<number, number[]> | undefined;
    let weights = [60, 30, 10];
    for (let to = 61; to <= 65; to++) {
      shift = move(shift, weights, 0, to);
      weights = shift.last;
    }
    expect(weights).toEqual([65, 26, 9]);
    expect(move(shift, weights, 0, 60).last).toEqual([60, 30, 10]);
  });

  it('begins anew with another weight, and where something else changed them', () => {
    const first = move(undefined, [60, 30, 10], 0, 80);
    expect(move(first, first.last, 1, 50).start).toEqual(first.last);
    expect(move(first, [80, 20, 0], 0, 90).start).toEqual([80, 20, 0]);
  });
});
