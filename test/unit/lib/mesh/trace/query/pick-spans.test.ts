import { describe, expect, it } from 'vitest';
import { pickSpans } from '@/lib/mesh/trace/query/pick-spans';
import { planTraceSearch } from '@/lib/mesh/trace/query/plan-trace-search';
import { readTraceQuery } from '@/lib/mesh/trace/query/read-trace-query';
import type { Spanset } from '@/lib/mesh/trace/query/spanset';
import { makeSpan } from '../make-span';

/** web calls orders and search; orders calls stock twice, the second time in vain. */
const TRACE = [
  makeSpan('web', 0, 1_000_000, { service: 'web', name: 'GET /buy' }),
  makeSpan('orders', 100_000, 700_000, { service: 'orders', parent_span_id: 'web' }),
  makeSpan('stock1', 150_000, 50_000, { service: 'stock', parent_span_id: 'orders', tags: { items: '2' } }),
  makeSpan('stock2', 300_000, 400_000, {
    ...{ service: 'stock', parent_span_id: 'orders', status: 'error' },
    tags: { items: '4' },
  }),
  makeSpan('search', 850_000, 250_000, { service: 'search', parent_span_id: 'web' }),
];

function read(query: string): Spanset {
  const { spanset, error } = readTraceQuery(query);
  if (spanset === undefined) throw new Error(`${query}: ${error.message}`);
  return spanset;
}

const picked = (query: string) => pickSpans(read(query), TRACE).map(({ span_id }) => span_id);

describe('pickSpans()', () => {
  it.each([
    ['{ trace:duration = 1100ms }', 'web orders stock1 stock2 search'],
    ['{ trace:duration > 1s && .service.name = "orders" }', 'orders'],
    ['{ rootName = "GET /buy" && rootServiceName = "web" && status = error }', 'stock2'],
    ['{ !(trace:duration > 1s) || .items = "2" }', 'stock1'],
    ['{ .service.name = "web" } && { status = error }', 'web stock2'],
    ['{ .service.name = "web" } && { .service.name = "nobody" }', ''],
    ['{ .service.name = "search" } || { .service.name = "nobody" }', 'search'],
    ['{ .service.name = "web" } > { true }', 'orders search'],
    ['{ .service.name = "web" } >> { .service.name = "stock" }', 'stock1 stock2'],
    ['{ .service.name = "stock" } >> { .service.name = "web" }', ''],
    ['{ status = error } << { true }', 'web orders'],
    ['{ status = error } < { true }', 'orders'],
    ['{ .service.name = "stock" } ~ { .service.name = "stock" }', 'stock1 stock2'],
    ['{ .service.name = "orders" } ~ { true }', 'search'],
    ['{ .service.name = "orders" } ~ { .service.name = "orders" }', ''],
    ['{ .service.name = "stock" } | count() > 1', 'stock1 stock2'],
    ['{ .service.name = "stock" } | count() > 2', ''],
    ['{ .service.name = "nobody" } | count() < 2', ''],
    ['{ .service.name = "stock" } | avg(duration) = 225ms', 'stock1 stock2'],
    ['{ true } | sum(.items) = 6 | min(.items) = 2 | max(.items) = 4 | { status = error }', 'stock2'],
    ['({ .service.name = "web" } > { true }) && ({ .items > 3 } | count() = 1)', 'orders stock2 search'],
  ])('picks by %s', (query, spans) => {
    expect(picked(query).join(' ')).toBe(spans);
  });

  it('counts a span that came twice once', () => {
    expect(pickSpans(read('{ true } | count() = 5'), [...TRACE, ...TRACE])).toHaveLength(5);
  });

  it('ends where parents form a circle', () => {
    const circle = [
      makeSpan('a', 0, 1, { parent_span_id: 'b' }),
      makeSpan('b', 0, 1, { parent_span_id: 'a' }),
    ];
    expect(pickSpans(read('{ true } >> { true }'), circle)).toHaveLength(1);
  });
});

describe('planTraceSearch()', () => {
  it.each([
    ['{ status = error }', '{ status = error }', false],
    ['{ trace:duration > 1s && status = error }', '{ status = error }', true],
    ['{ trace:duration > 1s || status = error }', '{ true }', true],
    ['{ !(trace:duration > 1s && status = error) }', '{ true }', true],
    ['{ kind = server } && { status = error && name = "x" }', '{ status = error && name = "x" }', true],
    ['{ kind = server } || { status = error }', '{ kind = server || status = error }', true],
    ['{ kind = server } | count() > 2', '{ kind = server }', true],
    ['{ kind = server } | { status = error }', '{ kind = server && status = error }', true],
  ])('looks for %s by spans that meet %s', (query, span, takesTrace) => {
    const plan = planTraceSearch(read(query));
    expect({ kind: 'spans', condition: plan.where }).toEqual(read(span));
    expect(plan.spanset !== undefined).toBe(takesTrace);
  });
});
