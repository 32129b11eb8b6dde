import { describe, expect, it } from 'vitest';
import { rankByName } from '@/components/shell/rank-by-name';

const entries = ['preview', 'reviews', 'reviews-v2', 'my-reviews', 'ratings', 'r.e'].map((label) => ({
  label,
  hint: 'bookinfo',
}));
const find = (text: string) => rankByName(entries, text).map(({ label }) => label);

describe('rankByName()', () => {
  it('puts the whole name first, then starts, words, parts', () => {
    expect(find('reviews')).toEqual(['reviews', 'reviews-v2', 'my-reviews']);
    expect(find('review')).toEqual(['reviews', 'reviews-v2', 'my-reviews', 'preview']);
  });

  it('finds by letters in order and by namespace', () => {
    expect(find('rv2')).toEqual(['reviews-v2']);
    expect(find('bookinfo/rat')).toEqual(['ratings']);
  });

  it('takes text as text, not as a pattern', () => {
    expect(find('r.e')).toEqual(['r.e']);
    expect(find('((')).toEqual([]);
  });
});
