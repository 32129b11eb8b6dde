import { describe, expect, it } from 'vitest';
import { readTraceQl } from '@/lib/server/trace-api/tempo/read-traceql';

describe('readTraceQl()', () => {
  it.each([
    ['{}', { tags: {} }],
    ['{ resource.service.name = "reviews.bookinfo" }', { serviceName: 'reviews.bookinfo' }],
    ['{ status = error && kind = server }', { status: 'error', kind: 'SERVER' }],
    ['{ duration > 1ms && duration <= 1.5s }', { minDurationUs: 1_001, maxDurationUs: 1_500_000 }],
    ['{ name = "GET /x" }', { operation: 'GET /x' }],
    ['{ .a.b = "x y" && span.c = `"` }', { tags: { 'a.b': 'x y', c: '"' } }],
  ])('reads %s', (text, filter) => {
    const { tags = {}, ...rest } = readTraceQl(text);
    expect({ tags, ...rest }).toEqual({ tags: {}, ...filter });
  });

  it.each([
    'reviews',
    '{ status = error } | rate()',
    '{ status = error || kind = server }',
    '{ status = maybe }',
    '{ duration = 1s }',
    '{ .a =~ "x" }',
    '{ nothing = 1 }',
    '{ = }',
  ])('says what it cannot read in %s', (text) => {
    expect(() => readTraceQl(text)).toThrow(/^Cannot read the query/);
  });
});
