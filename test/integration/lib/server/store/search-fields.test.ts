import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formToQuery } from '@/components/traces/model/form-to-query';
import {
  TRACE_SEARCH,
  type TraceSearchState,
  toTraceQuery,
} from '@/components/traces/model/trace-search-state';
import { readUrlState } from '@/lib/client/url/url-state';
import type { Span } from '@/lib/mesh/trace/span';
import { traceSearchSchema } from '@/lib/protocol/api/traces';
import type { QueryContext } from '@/lib/server/query/query-context';
import { searchTraces } from '@/lib/server/query/search-traces';
import { createStore } from '@/lib/server/store/create-store';
import type { Store } from '@/lib/server/store/store';
import { batchOf, spanOf } from '../../../support/telemetry-samples';
import { MIGRATIONS_DIR, TestDatabase } from '../../../support/test-database';

const [WANTED, OTHER] = ['1'.repeat(32), '2'.repeat(32)];
const PRINCIPAL = 'spiffe://cluster.local/ns/shop/sa/web';

const wanted = spanOf({
  ...{
    trace_id: WANTED,
    kind: 'CLIENT',
    service: 'web',
    namespace: 'shop',
    workload: 'web-v2',
    version: 'v2',
  },
  ...{ name: 'payments.shop.svc.cluster.local:9080/*', duration_us: 900_000, status: 'error' },
  tags: {
    ...{ 'http.method': 'POST', 'http.url': 'http://payments.shop/pay/7?x=1', 'http.status_code': '503' },
    ...{ response_flags: 'URX,UF', tenant: 'gold one', 'peer.canonical_service': 'payments' },
    ...{ 'peer.namespace': 'shop', 'peer.principal': PRINCIPAL },
  },
} satisfies Partial<Span>);
/** Differs in everything that can be asked for. */
const other = spanOf({
  trace_id: OTHER,
  tags: { 'http.method': 'GET', 'http.url': '/', 'http.status_code': '200' },
});

/** What can be asked for, what the form says of it, and the same as a query. */
const FIELDS: readonly [string, Partial<TraceSearchState>, string][] = [
  ['service', { service: 'web.shop' }, '{ resource.service.name = "web.shop" }'],
  ['operation', { operation: 'payments.shop' }, '{ name =~ "payments[.]shop.*" }'],
  [
    'edge',
    { caller: 'web.shop', callee: 'payments.shop' },
    '{ kind = client && resource.service.name = "web" && span.peer.canonical_service = "payments" }',
  ],
  [
    'edge of the graph',
    { of: 'workload:shop/web-v2->service:shop/payments#http' },
    '{ resource.k8s.deployment.name = "web-v2" }',
  ],
  [
    'tags',
    { tags: 'tenant="gold one" http.method=POST' },
    '{ .tenant = "gold one" && span.http.method = "POST" }',
  ],
  ['least duration', { min: 500 }, '{ duration >= 500ms }'],
  ['range of durations', { min: 500, max: 1_000 }, '{ duration > 0.5s && duration < 1s }'],
  ['code', { code: '503' }, '{ span.http.status_code = 503 }'],
  ['class of codes', { code: '5xx' }, '{ span.http.status_code >= 500 }'],
  ['flag', { flag: 'UF' }, '{ span.response_flags =~ ".*UF.*" }'],
  ['status', { status: 'error' }, '{ status = error }'],
  ['path', { path: '/pay/' }, '{ span.url.path = "/pay/7" }'],
  ['principal', { principal: 'cluster.local/ns/shop/sa/web' }, `{ span.peer.principal = "${PRINCIPAL}" }`],
  ['revision', { version: 'v2' }, '{ resource.service.version = "v2" }'],
];

describe('searching traces by every field', () => {
  let database: TestDatabase;
  let store: Store;
  const empty = readUrlState(TRACE_SEARCH, new URLSearchParams());

  beforeAll(async () => {
    database = await TestDatabase.start();
    store = await createStore({ connection: await database.create(), migrationsDir: MIGRATIONS_DIR });
    await store.sink.write(batchOf('a', 1, { spans: [wanted, other] }));
  });
  afterAll(async () => {
    await store.close();
    await database.stop();
  });

  async function find(form: Partial<TraceSearchState>): Promise<string[]> {
    const asked = toTraceQuery({ ...empty, ...form }, [], { kind: 'relative', seconds: 300 });
    const params = Object.fromEntries(
      Object.entries(asked).filter(([, value]) => value !== undefined && value !== ''),
    );
    const context = { sources: { now: () => Date.now() + 1_000, store } } as unknown as QueryContext;
    const { traces } = await searchTraces(context, traceSearchSchema.parse(params));
    return traces.map(({ traceId }) => traceId);
  }

  it('finds both without a condition', async () => {
    expect((await find({})).toSorted()).toEqual([WANTED, OTHER]);
  });

  it.each(FIELDS)('%s: the form, the form written as a query, and a query', async (_, form, query) => {
    expect(await find(form)).toEqual([WANTED]);
    expect(await find({ q: query })).toEqual([WANTED]);
    const written = formToQuery({ ...empty, ...form });
    if (written.q !== '') expect(await find(written)).toEqual([WANTED]);
  });
});
