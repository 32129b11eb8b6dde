import { describe, expect, it } from 'vitest';
import { nearestName, nearestNames } from '@/lib/mesh/text/nearest-name';

describe('nearestName()', () => {
  it('finds the name with the fewest wrong letters, a quarter of them at most', () => {
    expect(nearestName('reveiws', ['ratings', 'reviews-v1'])).toBeUndefined();
    expect(nearestName('revews', ['ratings', 'reviews'])).toBe('reviews');
    expect(nearestName('VirtualServce', ['VirtualService', 'Service'])).toBe('VirtualService');
    expect(nearestName('foo', ['pod', 'fox'])).toBe('fox');
  });

  it('takes as many wrong letters as it is told', () => {
    expect(nearestName('stauts', ['status', 'start'])).toBeUndefined();
    expect(nearestName('stauts', ['status', 'start'], 2)).toBe('status');
  });
});

describe('nearestNames()', () => {
  it('finds all that are equally near, each once', () => {
    expect(nearestNames('v9', ['v1', 'v2', 'canary', 'v1', 'v3'])).toEqual(['v1', 'v2', 'v3']);
    expect(nearestNames('revews', ['review', 'reviews', 'revews-1'])).toEqual(['reviews']);
    expect(nearestNames('v9', ['canary'])).toEqual([]);
  });
});
