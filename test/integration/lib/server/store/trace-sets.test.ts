import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pickSpans } from '@/lib/mesh/trace/query/pick-spans';
import { planTraceSearch } from '@/lib/mesh/trace/query/plan-trace-search';
import type { Span } from '@/lib/mesh/trace/span';
import { readSpanQuery } from '@/lib/server/query/read-span-query';
import { createStore } from '@/lib/server/store/create-store';
import type { Store } from '@/lib/server/store/store';
import { batchOf, spanOf } from '../../../support/telemetry-samples';
import { MIGRATIONS_DIR, TestDatabase } from '../../../support/test-database';

const TRACES = 90;
const NOW = Date.now();
const QUERIES = [
  '{ trace:duration > 400ms }',
  '{ trace:duration > 400ms && resource.service.name = "orders" }',
  '{ trace:rootService = "web.shop" && status = error }',
  '{ trace:rootName !~ "GET.*" || trace:duration < 100ms }',
  '{ resource.service.name = "stock" } && { status = error }',
  '{ resource.service.name = "search" } || { .retries >= 2 }',
  '{ resource.service.name = "web" } >> { status = error }',
  '{ status = error } < { kind = server }',
  '{ status = error } | count() > 1',
  '{ kind = server } | avg(duration) > 200ms | { .retries != nil }',
];

/** A trace of web calling one or two of three services, some of which call stock; all that matters follows from its number. */
function traceOf(i: number): Span[] {
  const trace_id = (i + 1).toString(16).padStart(32, '0');
  const startUs = (NOW - i * 2_500) * 1_000;
  const span = (n: number, parent: number, rest: Partial<Span>): Span =>
    spanOf({
      ...{ trace_id, span_id: `${n}`.padStart(16, '0'), namespace: 'shop', start_us: startUs + n * 1_000 },
      ...{
        parent_span_id: parent === 0 ? '' : `${parent}`.padStart(16, '0'),
        duration_us: ((i * 37) % 60) * 10_000 + 1,
      },
      ...{ status: (i * n) % 4 === 0 ? 'error' : 'ok', tags: i % 3 === 0 ? { retries: `${n}` } : {} },
      ...rest,
    });
  const spans = [span(1, 0, { service: 'web', name: i % 2 === 0 ? 'GET /' : 'POST /buy' })];
  if (i % 5 !== 0) spans.push(span(2, 1, { service: i % 3 === 0 ? 'search' : 'orders', duration_us: 5_000 }));
  if (i % 7 !== 0) spans.push(span(3, spans.length, { service: 'stock', duration_us: (i % 11) * 50_000 }));
  return spans;
}

describe('searching traces by what the whole trace is', () => {
  const traces = Array.from({ length: TRACES }, (_, i) => traceOf(i));
  const window = { fromMs: NOW - 600_000, toMs: NOW + 60_000 };
  let database: TestDatabase;
  let store: Store;

  beforeAll(async () => {
    database = await TestDatabase.start();
    store = await createStore({ connection: await database.create(), migrationsDir: MIGRATIONS_DIR });
    await store.sink.write(batchOf('a', 1, { spans: traces.flat() }));
  });
  afterAll(async () => {
    await store.close();
    await database.stop();
  });

  const meantBy = (query: string) =>
    traces
      .filter((spans) => pickSpans(readSpanQuery(query), spans).length > 0)
      .map(([first]) => first?.trace_id);

  it.each(QUERIES)('finds by %s what the model picks, page by page', async (query) => {
    const expected = meantBy(query);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(TRACES);
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.traces.searchTraces({
        ...window,
        filter: planTraceSearch(readSpanQuery(query)),
        limit: 7,
        ...(cursor === undefined ? {} : { cursor }),
      });
      expect(page.items.length).toBeLessThanOrEqual(7);
      found.push(...page.items.map(({ traceId }) => traceId));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(found).toEqual(expected);
  });

  it('plots traces of the whole window', async () => {
    const query = QUERIES[0] ?? '';
    const spread = await store.traces.spreadTraces(window, planTraceSearch(readSpanQuery(query)), 10, 3);
    expect(new Set(spread.points.map(({ traceId }) => traceId))).toEqual(new Set(meantBy(query)));
  });
});
