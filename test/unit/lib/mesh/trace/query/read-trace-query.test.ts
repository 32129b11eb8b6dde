import { describe, expect, it } from 'vitest';
import { pickSpans } from '@/lib/mesh/trace/query/pick-spans';
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
  const { spanset, error } = readTraceQuery(query);
  if (spanset === undefined) throw new Error(`${query}: ${error.message}`);
  return pickSpans(spanset, [span]).length > 0;
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
    '{ !(status = error) || kind = server }',
    '{ true && !(kind = client) && !!(status = error) && !false || false }',
    '{ !(kind = server) && false || true }',
    '{ trace:duration = 250ms && traceDuration < 1s && trace:rootName =~ "rev.*" }',
    '{ trace:rootService = "reviews" && rootServiceName = "reviews.bookinfo" && !(rootName = "x") }',
    '{ status = error } && { kind = server }',
    '{ status = ok } || ({ kind = server } && { true })',
    '{ status = error } | count() = 1 | max(duration) > 100ms | { kind = server }',
    '{} | avg(.request_size) >= 120 | sum(span.http.status_code) < 503.5',
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
    '{ trace:duration > 250ms }',
    '{ rootServiceName != "reviews.bookinfo" }',
    '{ status = error } && { kind = client }',
    '{ status = error } > { kind = server }',
    '{ status = ok } | count() < 2',
    '{} | count() > 1',
    '{} | min(.missing) < 1',
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
    ['{ trace:id = "x" }', 'Searches do not know trace:id', 'trace:id'],
    ['{ rootName = nil }', 'Every trace has rootName', '='],
    ['{ trace:duration > 5 }', 'A duration has a number and a unit', '5'],
    ['{ event.name = "x" }', 'attributes of spans and resources', 'event.name'],
    ['{ status = error } | select(.a)', 'Searches do not know select', 'select(.a)'],
    ['{ status = error } | by(name) | count() > 2', 'Searches do not know by', 'by(name)'],
    ['{ status = error } !>> { kind = server }', 'Searches do not know !>>', '!>>'],
    ['{ status = error } &&', 'Something is missing here', ''],
    ['{ status = error } && {', 'This brace is never closed', '{'],
    ['{} | count() >', 'Something is missing here', ''],
    ['{} | max(name) > 2', 'A number of spans belongs here', 'name'],
    ['{} | max(duration) > 2', 'A duration has a number and a unit', '2'],
    ['{} | count() > 2s', 'without a unit', '2s'],
    ['{} | count() * 2 > 2', 'Searches do not calculate', 'count() * 2'],
    ['count() > 2', 'A query is a set of conditions in braces', 'count() > 2'],
  ])('says what is wrong with %s, and where', (query, message, part) => {
    const { error } = readTraceQuery(query);
    expect(error?.message).toContain(message);
    expect(query.slice(error?.from, error?.to).trim()).toBe(part);
  });

  it('refuses a query that is longer than any a person writes', () => {
    expect(readTraceQuery(`{ ${'!'.repeat(3_000)}true }`).error?.message).toContain('at most 2000');
  });
});
