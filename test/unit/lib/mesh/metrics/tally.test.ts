import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Tally } from '@/lib/mesh/metrics/tally';

describe('Tally', () => {
  test('adds up by key as a Map would, for few keys and for many', () => {
    const entry = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 1_000 }));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 200 }), (entries) => {
        const tally = new Tally<number>();
        const expected = new Map<number, number>();
        for (const [key, amount] of entries) {
          tally.add(key, amount);
          expected.set(key, (expected.get(key) ?? 0) + amount);
        }
        expect(tally.keys.map((key, at) => [key, tally.amounts[at]])).toEqual([...expected]);
      }),
    );
  });

  test('leaves other tallies alone', () => {
    const [one, other] = [new Tally<string>(), new Tally<string>()];
    one.add('200', 3);
    expect(other.keys).toEqual([]);
    expect(other.amounts).toEqual([]);
  });
});
