import { describe, expect, it } from 'vitest';
import { hostPairs } from '@/lib/mesh/rules/index/host-pairs';

const pairs = (hosted: readonly (readonly [string, string])[]) =>
  [...hostPairs(hosted)].map(([[a], [b]]) => `${a} ${b}`);

describe('hostPairs()', () => {
  it('pairs what has one host, and wildcards with what they stand for', () => {
    const all = [
      ['a', 'x.shop'],
      ['b', 'y.shop'],
      ['c', 'x.shop'],
      ['d', '*.shop'],
    ] as const;
    expect(pairs(all)).toEqual(['a c', 'd a', 'd c', 'd b']);
  });

  it('stays linear where thousands have one host, and still shows each of them a clash', () => {
    const all = Array.from({ length: 5_000 }, (_, index) => [String(index), 'x.shop'] as const);
    const found = pairs(all);
    expect(found.length).toBeLessThan(5_000 * 201);
    expect(new Set(found.flatMap((pair) => pair.split(' '))).size).toBe(5_000);
  });
});
