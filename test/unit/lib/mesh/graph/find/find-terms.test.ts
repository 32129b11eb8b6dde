import { describe, expect, it } from 'vitest';
import { asksOfEdges, findTerms } from '@/lib/mesh/graph/find/find-terms';
import { parseFind } from '@/lib/mesh/graph/find/parse-find';

function parsed(text: string) {
  const { expression, error } = parseFind(text);
  if (expression === undefined) throw new Error(error?.message ?? 'empty');
  return expression;
}

describe('findTerms()', () => {
  it('gives every term once, from left to right, whatever joins them', () => {
    const terms = [...findTerms(parsed('cart or not (idle and error > 5)'))];
    expect(terms).toEqual([
      { kind: 'text', text: 'cart' },
      { kind: 'flag', field: 'idle' },
      { kind: 'compare', field: 'error', operator: '>', value: '5' },
    ]);
  });
});

describe('asksOfEdges()', () => {
  it.each(['error > 5', 'ns = shop and tcp', 'not healthy'])('is true of %s', (text) => {
    expect(asksOfEdges(parsed(text))).toBe(true);
  });

  it.each(['ns = shop', 'cart', 'not (outside or label:team = red)'])('is false of %s', (text) => {
    expect(asksOfEdges(parsed(text))).toBe(false);
  });
});
