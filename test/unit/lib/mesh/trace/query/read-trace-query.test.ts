import { describe, expect, it } from 'vitest';
import { meetsCondition } from '@/lib/mesh/trace/query/meets-condition';
import { readTraceQuery } from '@/lib/mesh/trace/query/read-trace-query';
import { makeSpan } from '../make-span';

const span = makeSpan('reviews', 0, 250_000, {
  name: 'reviews.bookinfo:9080/*',
  kind: 'SERVER',
  service: 'reviews',
  namespace: 'bookinfo',
  workload: 'reviews-v3',
  version: 'v3',
  status: 'error',
  tags: {
    'http.status_code': '503',
    'http.method': 'POST',
    response_flags: 'UF',
    request_size: '120',
    error: 'true',
    'with blank': 'x',
    empty: '',
  },
});

function isMet(query: string): boolean {
  const { condition, error } = readTraceQuery(query);
  if (condition === undefined) throw new Error(`${query}: ${error.message}`);
  return meetsCondition(condition, span);
}

describe('readTraceQuery()', () => {
  it.each([
    '{}',
    '{ true }',
    '{ status = error && kind = server }',
    '{ status != ok || kind = client }',
    '{ !(status = ok) }',
    '{ resource.service.name = "reviews" }',
    '{ .service.name = "reviews.bookinfo" && resource.service.namespace = `bookinfo` }',
    '{ resource.service.name =~ "rev.*" && name =~ ".*9080.*" }',
    '{ resource.service.name =~ "reviews[.]book.*" }',
    '{ duration > 100ms && duration <= 250ms && 1s >= span:duration }',
    '{ span.http.status_code >= 500 && .http.status_code = 503 }',
    '{ span.http.method = "POST" && .response_flags !~ "N.*" }',
    '{ .request_size > 99.5 && .request_size != 121 }',
    '{ .error = true }',
    '{ span."with blank" = "x" }',
    '{ .empty != nil && .missing = nil }',
    '{ !(.missing = "x") }',
    '{ resource.service.version = "v3" && resource.k8s.deployment.name = "reviews-v3" }',
    '{ (status = ok || status = error) && (kind = server) } // the end',
    '{ .http.method =~ "(?i)post" }',
  ])('reads %s, which the span meets', (query) => {
    expect(isMet(query)).toBe(true);
  });

  it.each([
    '{ false }',
    '{ status = ok }',
    '{ .missing != "x" }',
    '{ .missing > 1 }',
    '{ .http.method > 1 }',
    '{ .http.method =~ "PO" }',
    '{ resource.service.name != "reviews.bookinfo" }',
    '{ duration < 250ms }',
    '{ .a = -1 }',
  ])('reads %s, which the span does not meet', (query) => {
    expect(isMet(query)).toBe(false);
  });

  it.each([
    ['', 'A query is a set of conditions in braces', ''],
    ['reviews', 'A query is a set of conditions in braces', 'reviews'],
    ['{ status = error', 'This brace is never closed', '{ status = error'],
    ['{ status = error &&', 'This brace is never closed', '{ status = error &&'],
    ['{ status = }', 'A value belongs here', ''],
    ['{ status = maybe }', 'maybe is no value', 'maybe'],
    ['{ status = "error" }', 'status is one of error, ok, unset', '"error"'],
    ['{ kind > server }', 'kind is compared by = and != only', '>'],
    ['{ stat }', 'There is no field or word "stat"', 'stat'],
    ['{ duration > 100 }', 'A duration has a number and a unit', '100'],
    ['{ .a =~ "(" }', 'This is no pattern', '"("'],
    ['{ .a =~ "\\\\bx" }', 'Searches do not know \\b in patterns', '"\\\\bx"'],
    ['{ .a =~ "x{300}" }', 'Searches repeat at most 255 times', '"x{300}"'],
    ['{ .a > "x" }', 'Texts are compared by', '>'],
    ['{ .http.status_code = "abc" }', 'is a number', '"abc"'],
    ['{ name = reviews }', 'texts stand in quotes', 'reviews'],
    ['{ name = 5 }', 'name is a text: put it in quotes', '5'],
    ['{ .a = .b }', 'two fields cannot be compared', '.b'],
    ['{ .a }', 'Compare .a with something', '.a'],
    ['{ traceDuration > 1s }', 'conditions are about one span', 'traceDuration'],
    ['{ event.name = "x" }', 'attributes of spans and resources', 'event.name'],
    ['{ status = error } | count() > 2', 'without a pipeline', '|'],
    ['{ status = error } && { kind = server }', 'one set of conditions', '{ kind = server }'],
  ])('says what is wrong with %s, and where', (query, message, part) => {
    const { error } = readTraceQuery(query);
    expect(error?.message).toContain(message);
    expect(query.slice(error?.from, error?.to).trim()).toBe(part);
  });

  it('refuses a query that is longer than any a person writes', () => {
    expect(readTraceQuery(`{ ${'!'.repeat(3_000)}true }`).error?.message).toContain('at most 2000');
  });
});
