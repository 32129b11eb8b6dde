import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOtlpJson } from '@/lib/mesh/trace/otlp/read-otlp-json';
import { spansFromOtlp } from '@/lib/mesh/trace/otlp/spans-from-otlp';
import type { Span } from '@/lib/mesh/trace/span';
import { createFindOwner } from '@/lib/mesh/trace/span-owner';
import { isAppError } from '@/lib/protocol/app-error';
import { jsonAnswer, type RawRoute } from '@/lib/server/http/raw-route';
import { decodeTraces } from '@/lib/server/otlp/decode-traces';
import { Overrides } from '@/lib/server/overrides/overrides';
import { createQueryContext } from '@/lib/server/query/create-query-context';
import { SpanIntake } from '@/lib/server/span-intake/span-intake';
import { createStore } from '@/lib/server/store/create-store';
import type { Store } from '@/lib/server/store/store';
import { createJaegerRoutes } from '@/lib/server/trace-api/jaeger/jaeger-routes';
import { createTempoRoutes } from '@/lib/server/trace-api/tempo/tempo-routes';
import { createZipkinQueryRoutes } from '@/lib/server/trace-api/zipkin/zipkin-query-routes';
import { batchOf, labelsOf, pointOf, spanOf } from '../../support/telemetry-samples';
import { MIGRATIONS_DIR, TestDatabase } from '../../support/test-database';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const startUs = (Date.now() - 60_000) * 1_000;

/** A sidecar's span and below it the application's, with everything only applications say. */
const sidecar: Span = spanOf({
  trace_id: TRACE,
  span_id: '00000000000000a1',
  parent_span_id: '',
  kind: 'SERVER',
  name: 'reviews.bookinfo.svc.cluster.local:9080/*',
  service: 'reviews',
  namespace: 'bookinfo',
  start_us: startUs,
  duration_us: 5_000,
  tags: { 'http.status_code': '503' },
  status: 'error',
});
const application: Span = spanOf({
  trace_id: TRACE,
  span_id: '00000000000000a2',
  parent_span_id: '00000000000000a1',
  kind: 'INTERNAL',
  name: 'load ratings',
  service: 'reviews',
  namespace: 'bookinfo',
  workload: 'reviews-v2',
  version: 'v2',
  start_us: startUs + 1_000,
  duration_us: 2_000,
  tags: { 'host.name': 'one', 'service.name': 'reviews', 'http.response.status_code': '418' },
  status: 'error',
  details: {
    events: [{ time_us: startUs + 1_500, name: 'exception', tags: { 'exception.message': 'no' } }],
    links: [{ trace_id: 'b'.repeat(32), span_id: 'c'.repeat(16), tags: {} }],
    status_message: 'no ratings',
    resource: ['host.name', 'service.name'],
  },
});

let database: TestDatabase;
let store: Store;
let routes: RawRoute[];

beforeAll(async () => {
  database = await TestDatabase.start();
  store = await createStore({ connection: await database.create(), migrationsDir: MIGRATIONS_DIR });
  const now = Date.now;
  const range = () => ({ fromUs: startUs - 1e9, toUs: startUs + 1e9 });
  const intake = new SpanIntake({
    sink: store.sink,
    logs: store.applicationLogs,
    workloads: () => [],
    range,
  });
  const taken = await intake.take(1_000, undefined, () => [sidecar, application, application]);
  expect(taken).toEqual({ stored: 3, rejected: 0, reason: '' });
  const [series = 0] = await store.series.resolve([
    labelsOf({
      reporter: 'destination',
      source_canonical_service: 'productpage',
      source_workload_namespace: 'bookinfo',
      destination_canonical_service: 'reviews',
      destination_workload_namespace: 'bookinfo',
      response_code: '503',
    }),
  ]);
  const second = Math.floor(now() / 1_000) - 30;
  await store.sink.write(batchOf('agent', 1, { points: [{ series, second, point: pointOf(7) }] }));
  const nothing = {} as never;
  const context = createQueryContext({
    hot: nothing,
    tail: nothing,
    store,
    registry: nothing,
    overrides: new Overrides({ tolerances: [], operations: [] }),
    now,
  });
  routes = [
    ...createJaegerRoutes(context),
    ...createZipkinQueryRoutes(context),
    ...createTempoRoutes(context, '1.0.0'),
  ];
});

afterAll(async () => {
  await store?.close();
  await database?.stop();
});

/** The answer of the route that this path belongs to, as a client reads it. */
async function get(
  url: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: unknown }> {
  const { pathname, searchParams: query } = new URL(url, 'http://console');
  for (const route of routes) {
    const form = new RegExp(`^${route.path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
    const match = form.exec(pathname);
    if (match === null) continue;
    const params = { ...match.groups };
    const request = { incoming: {} as never, headers, query, params, namespace: undefined };
    const { status, body, type } = await Promise.resolve(route.answer(request)).catch((error: unknown) => {
      if (!isAppError(error)) throw error;
      return jsonAnswer({ code: error.code, message: error.message }, 400);
    });
    if (Buffer.isBuffer(body)) return { status, body };
    return { status, body: type.includes('json') ? JSON.parse(String(body)) : String(body) };
  }
  throw new Error(`no route for ${pathname}`);
}

describe('the store', () => {
  it('keeps what only applications say of a span', async () => {
    const spans = await store.traces.readTrace(TRACE);
    expect(spans).toHaveLength(3);
    expect(spans[0]).toEqual(sidecar);
    expect(spans[1]).toEqual(application);
  });

  it('finds spans by the code in the newer convention', async () => {
    const window = { fromMs: startUs / 1_000 - 1_000, toMs: startUs / 1_000 + 10_000 };
    const found = await store.traces.searchTraces({ ...window, filter: { codes: [418] }, limit: 5 });
    expect(found.items.map(({ traceId }) => traceId)).toEqual([TRACE]);
  });
});

describe('the Jaeger API', () => {
  it('lists services and operations', async () => {
    expect((await get('/jaeger/api/services')).body).toMatchObject({
      data: ['reviews.bookinfo'],
      errors: null,
    });
    expect((await get('/jaeger/api/services/reviews.bookinfo/operations')).body).toMatchObject({
      data: ['load ratings', sidecar.name],
    });
    expect((await get('/jaeger/api/v3/services')).body).toEqual({ services: ['reviews.bookinfo'] });
    expect((await get('/jaeger/api/v3/operations?service=reviews.bookinfo')).body).toEqual({
      operations: [
        { name: 'load ratings', spanKind: '' },
        { name: sidecar.name, spanKind: '' },
      ],
    });
  });

  it('finds traces by service, operation, duration and tags', async () => {
    const tags = encodeURIComponent('{"error":"true","host.name":"one"}');
    const base = '/jaeger/api/traces?service=reviews.bookinfo&operation=load%20ratings&lookback=1h';
    const found = await get(`${base}&minDuration=1ms&maxDuration=1s&tags=${tags}`);
    expect(found.body).toMatchObject({
      data: [
        {
          traceID: TRACE,
          spans: [
            { spanID: '00000000000000a1', references: [], startTime: startUs, duration: 5_000 },
            {
              spanID: '00000000000000a2',
              operationName: 'load ratings',
              references: [
                { refType: 'CHILD_OF', traceID: TRACE, spanID: '00000000000000a1' },
                { refType: 'FOLLOWS_FROM', traceID: 'b'.repeat(32), spanID: 'c'.repeat(16) },
              ],
              logs: [
                {
                  timestamp: startUs + 1_500,
                  fields: [{ key: 'event', type: 'string', value: 'exception' }, {}],
                },
              ],
            },
          ],
          processes: { p1: { serviceName: 'reviews.bookinfo' }, p2: { serviceName: 'reviews.bookinfo' } },
        },
      ],
    });
    expect((await get(`${base}&minDuration=1h`)).body).toMatchObject({ data: [] });
    expect((await get('/jaeger/api/traces?service=reviews.other')).body).toMatchObject({ data: [] });
    expect((await get('/jaeger/api/traces?minDuration=soon')).status).toBe(400);
  });

  it('answers v3 in OTLP', async () => {
    const from = new Date(startUs / 1_000 - 60_000).toISOString();
    const to = new Date(startUs / 1_000 + 60_000).toISOString();
    const found = await get(
      `/jaeger/api/v3/traces?query.serviceName=reviews&query.startTimeMin=${from}&query.startTimeMax=${to}`,
    );
    const { result } = found.body as { result: unknown };
    const spans = spansFromOtlp(readOtlpJson(result), createFindOwner([]));
    expect(spans.map(({ span_id }) => span_id)).toContain('00000000000000a2');
    expect((await get('/jaeger/api/v3/traces?query.serviceName=reviews')).status).toBe(400);
  });

  it('counts dependencies by requests', async () => {
    expect((await get('/jaeger/api/dependencies?lookback=3600000')).body).toMatchObject({
      data: [{ parent: 'productpage.bookinfo', child: 'reviews.bookinfo', callCount: 7, errorCount: 7 }],
    });
  });
});

describe('the Zipkin API', () => {
  it('lists names and finds traces', async () => {
    expect((await get('/zipkin/api/v2/services')).body).toEqual(['reviews.bookinfo']);
    expect((await get('/zipkin/api/v2/remoteServices?serviceName=productpage.bookinfo')).body).toEqual([
      'reviews.bookinfo',
    ]);
    const query = 'serviceName=reviews.bookinfo&annotationQuery=error%20and%20host.name%3Done';
    const found = await get(`/zipkin/api/v2/traces?${query}`);
    expect(found.body).toMatchObject([
      [
        {
          traceId: TRACE,
          id: '00000000000000a1',
          kind: 'SERVER',
          timestamp: startUs,
          tags: { error: 'true' },
        },
        {
          parentId: '00000000000000a1',
          annotations: [{ timestamp: startUs + 1_500, value: 'exception' }],
          tags: { error: 'no ratings' },
        },
      ],
    ]);
    expect((await get(`/zipkin/api/v2/traceMany?traceIds=${TRACE},1`)).body).toHaveLength(1);
    expect((await get('/zipkin/api/v2/autocompleteValues?key=host.name')).body).toEqual(['one']);
  });
});

describe('the Tempo API', () => {
  it('finds traces by TraceQL and by tags', async () => {
    const q = encodeURIComponent(
      '{ resource.service.name = "reviews.bookinfo" && status = error && duration > 1ms && .host.name = "one" }',
    );
    for (const query of [`q=${q}`, 'tags=service.name%3Dreviews%20host.name%3Done']) {
      const found = await get(`/tempo/api/search?${query}`);
      expect(found.body).toMatchObject({
        traces: [
          {
            traceID: TRACE,
            rootServiceName: 'reviews.bookinfo',
            rootTraceName: sidecar.name,
            startTimeUnixNano: `${startUs}000`,
            durationMs: 5,
            spanSets: [{ matched: 2 }],
          },
        ],
      });
    }
    expect((await get('/tempo/api/search?q=%7B%7D%20%7C%20rate()')).status).toBe(400);
  });

  it('answers echo, tags, values and traces by id', async () => {
    expect((await get('/tempo/api/echo')).body).toBe('echo');
    expect((await get('/tempo/api/search/tags')).body).toMatchObject({
      tagNames: ['service.name', 'host.name', 'http.response.status_code', 'http.status_code'],
    });
    expect((await get('/tempo/api/v2/search/tag/span.host.name/values')).body).toEqual({
      tagValues: [{ type: 'string', value: 'one' }],
    });
    expect((await get(`/tempo/api/v2/traces/${TRACE}`)).body).toMatchObject({ status: 'COMPLETE' });
    const { body } = await get(`/tempo/api/traces/${TRACE}`, { accept: 'application/protobuf' });
    const decoded = decodeTraces(body as Buffer).flatMap(({ scopes }) =>
      scopes.flatMap(({ spans }) => spans),
    );
    expect(decoded.map(({ name }) => name)).toEqual(expect.arrayContaining([sidecar.name, application.name]));
    expect((await get('/tempo/api/traces/00ff')).status).toBe(400);
  });
});

describe('what no client should ask', () => {
  const PATHS = [
    ...[
      '/jaeger/api/traces',
      '/jaeger/api/dependencies',
      '/jaeger/api/v3/traces',
      '/jaeger/api/v3/operations',
    ],
    ...[
      '/zipkin/api/v2/traces',
      '/zipkin/api/v2/traceMany',
      '/zipkin/api/v2/dependencies',
      '/zipkin/api/v2/spans',
    ],
    ...['/tempo/api/search', '/tempo/api/search/tags', '/tempo/api/v2/search/tags'],
    ...[
      '/jaeger/api/traces/ID',
      '/jaeger/api/v3/traces/ID',
      '/zipkin/api/v2/trace/ID',
      '/tempo/api/traces/ID',
    ],
  ];
  const NAMES = [
    ...[
      'service',
      'operation',
      'tags',
      'start',
      'end',
      'limit',
      'minDuration',
      'maxDuration',
      'lookback',
      'q',
    ],
    ...[
      'query.service_name',
      'query.start_time_min',
      'query.start_time_max',
      'query.num_traces',
      'traceIds',
      'endTs',
    ],
    ...['serviceName', 'spanName', 'annotationQuery', 'spss', 'scope'],
  ];
  const value = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom(
      '-1',
      '1e400',
      '9'.repeat(30),
      'NaN',
      '{',
      '{ status = }',
      '{"a":',
      '1ms',
      '\u0000',
      "' OR 1=1",
    ),
  );

  it.each(PATHS)('%s answers or refuses it, and fails at nothing', async (path) => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 4 }),
        value,
        async (query, id) => {
          const asked = path.replace(
            'ID',
            encodeURIComponent(id === '' || id.includes('/') ? 'x' : id).replaceAll('.', '%2E'),
          );
          const { status } = await get(`${asked}?${new URLSearchParams(query)}`);
          expect([200, 400, 404]).toContain(status);
        },
      ),
      { numRuns: 15, seed: 23 },
    );
  });
});
