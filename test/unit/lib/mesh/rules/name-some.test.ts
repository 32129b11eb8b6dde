import { describe, expect, it } from 'vitest';
import { nameSome } from '@/lib/mesh/rules/name-some';

describe('nameSome()', () => {
  it('names a few, each once', () => {
    expect(nameSome(['a', 'b', 'a'])).toBe('a, b');
    expect(nameSome(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c, d, e');
  });

  it('says of many how many more there are', () => {
    expect(nameSome(Array.from({ length: 2_000 }, (_, index) => `r${index}`))).toBe(
      'r0, r1, r2, r3, r4 and 1995 more',
    );
  });
});
