import { describe, expect, it } from 'vitest';
import { findInTrace, stepMatch } from '@/components/traces/model/find-in-trace';
import { buildTrace } from '@/lib/mesh/trace/build-trace';
import { makeSpan } from '../../lib/mesh/trace/make-span';

const trace = buildTrace('t', [
  makeSpan('gateway', 0, 100),
  makeSpan('reviews', 10, 40, {
    parent_span_id: 'gateway',
    tags: { 'http.status_code': '503' },
    status: 'error',
  }),
  makeSpan('ratings', 12, 10, { parent_span_id: 'reviews', tags: { response_flags: 'UF' } }),
]);
const find = (text: string) => findInTrace(trace, text).map((node) => node.span.span_id);

describe('findInTrace()', () => {
  it('finds names, tags and errors, whatever the case', () => {
    expect(find('REVIEWS')).toEqual(['reviews']);
    expect(find('response_flags=uf')).toEqual(['ratings']);
    expect(find('error')).toEqual(['reviews']);
  });

  it('wants every word', () => {
    expect(find('reviews 503')).toEqual(['reviews']);
    expect(find('reviews uf')).toEqual([]);
  });

  it('finds nothing for blanks', () => {
    expect(find('  ')).toEqual([]);
  });
});

describe('stepMatch()', () => {
  const [first, second, third] = trace.nodes;
  const matches = trace.nodes.filter((node) => node !== second);

  it('goes around the ends', () => {
    expect(stepMatch(matches, third, 1)).toBe(first);
    expect(stepMatch(matches, first, -1)).toBe(third);
  });

  it('goes on from a node that does not match', () => {
    expect(stepMatch(matches, second, 1)).toBe(third);
    expect(stepMatch(matches, second, -1)).toBe(first);
  });

  it('begins at an end without a selection, and stays put without matches', () => {
    expect(stepMatch(matches, undefined, 1)).toBe(first);
    expect(stepMatch(matches, undefined, -1)).toBe(third);
    expect(stepMatch([], first, 1)).toBeUndefined();
  });
});
