import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meetsLogQuery } from '@/lib/mesh/log/query/meets-log-query';
import { readLogQuery } from '@/lib/mesh/log/query/read-log-query';
import { createPoint, type Point } from '@/lib/mesh/metrics/point';
import { pickSpans } from '@/lib/mesh/trace/query/pick-spans';
import { planTraceSearch } from '@/lib/mesh/trace/query/plan-trace-search';
import { readTraceQuery } from '@/lib/mesh/trace/query/read-trace-query';
import type { DatabaseConnection } from '@/lib/server/store/contract/database-connection';
import { DEFAULT_RETENTION } from '@/lib/server/store/contract/default-retention';
import type { LogFilter } from '@/lib/server/store/contract/log-reader';
import { createStore } from '@/lib/server/store/create-store';
import type { Store } from '@/lib/server/store/store';
import { batchOf, labelsOf, logOf, pointOf, spanOf } from '../../../support/telemetry-samples';
import { MIGRATIONS_DIR, TestDatabase } from '../../../support/test-database';

const EDGE = labelsOf({
  reporter: 'destination',
  source_workload: 'productpage-v1',
  destination_workload: 'reviews-v1',
});
const HOUR_MS = 3_600_000;

let database: TestDatabase;
let connection: DatabaseConnection;
let store: Store;

beforeAll(async () => {
  database = await TestDatabase.start();
});
afterAll(() => database.stop());

/** A store on a new database, closed after the test. */
async function withStore(work: () => Promise<void>): Promise<void> {
  connection = await database.create();
  store = await createStore({ connection, migrationsDir: MIGRATIONS_DIR });
  try {
    await work();
  } finally {
    await store.close();
  }
}

/** A value of the same kind that the stored line does not have. */
function miss(key: string, value: string | number | readonly (string | number)[]): unknown {
  if (typeof value === 'number') return key.startsWith('min') ? value + 1 : value - 1;
  if (typeof value === 'string') return `x${value}`;
  return value.map((one) => (typeof one === 'number' ? one + 1 : `${one}x`));
}

const lastMinutes = (minutes: number) => ({
  fromMs: Date.now() - minutes * 60_000,
  toMs: Date.now() + 10_000,
});

async function requestsOf(series: number, window = lastMinutes(30)): Promise<number> {
  return (await store.points.readTotals(window)).points.get(series)?.requests ?? 0;
}

describe('the store', () => {
  it('knows since when a series is there, also after it was opened anew', () =>
    withStore(async () => {
      const before = Math.floor(Date.now() / 1_000) * 1_000;
      const [series = 0] = await store.series.resolve([EDGE]);
      const first = store.series.firstSeenMs(series) ?? 0;
      expect(first).toBeGreaterThanOrEqual(before);
      const again = await createStore({ connection, migrationsDir: MIGRATIONS_DIR });
      expect(again.series.firstSeenMs(series)).toBe(first);
      await again.close();
      expect(again.series.firstSeenMs(series + 1)).toBeUndefined();
    }));

  it('reads back at once what it acknowledged: points, logs and spans', () =>
    withStore(async () => {
      const [series = 0] = await store.series.resolve([EDGE]);
      const second = Math.floor(Date.now() / 1_000);
      const log = logOf({ response_code: 503, response_flags: 'UF,URX', path: '/é/ü' });
      const span = spanOf({ status: 'error' });
      const outcome = await store.sink.write(
        batchOf('a', 1, { points: [{ series, second, point: pointOf(7) }], logs: [log], spans: [span] }),
      );
      expect(outcome).toBe('stored');
      const { points } = await store.points.readTotals(lastMinutes(5));
      expect(points.get(series)).toEqual(pointOf(7));
      const { items } = await store.logs.searchLogs({
        ...lastMinutes(5),
        filter: { flags: ['UF'] },
        limit: 10,
      });
      expect(items).toHaveLength(1);
      const { id: _id, ...stored } = items[0] ?? { id: '' };
      expect(stored).toEqual(log);
      expect(await store.traces.readTrace(span.trace_id)).toEqual([span]);
    }));

  it('changes nothing when a batch comes again, also in the same flush', () =>
    withStore(async () => {
      const [series = 0] = await store.series.resolve([EDGE]);
      const second = Math.floor(Date.now() / 1_000);
      const batch = batchOf('a', 1, { points: [{ series, second, point: pointOf(3) }], logs: [logOf()] });
      expect(await Promise.all([store.sink.write(batch), store.sink.write(batch)])).toEqual([
        'stored',
        'duplicate',
      ]);
      expect(await store.sink.write(batch)).toBe('duplicate');
      expect(await requestsOf(series)).toBe(3);
      expect((await store.logs.searchLogs({ ...lastMinutes(5), filter: {}, limit: 10 })).items).toHaveLength(
        1,
      );
      expect(await store.sink.committedSequence('a', 'epoch-1')).toBe(1);
      expect(await store.sink.committedSequence('a', 'epoch-2')).toBeNull();
    }));

  it('keeps the sums while points move from the journal through all tiers', () =>
    withStore(async () => {
      const [series = 0] = await store.series.resolve([EDGE]);
      // Three whole hours that ended an hour ago at least: whatever the clock says, every bucket is closed.
      const startMs = Math.floor((Date.now() - 4 * HOUR_MS) / HOUR_MS) * HOUR_MS;
      const samples = Array.from({ length: 1_200 }, (_, i) => ({
        series,
        second: startMs / 1_000 + i * 9,
        point: pointOf(1, 1_000 + i),
      }));
      expect(await store.points.oldestMs()).toBeUndefined();
      await store.sink.write(batchOf('a', 1, { points: samples }));
      expect(await store.points.oldestMs()).toBe(startMs);
      const window = { fromMs: startMs, toMs: startMs + 3 * HOUR_MS };
      const before = (await store.points.readTotals(window)).points.get(series);
      expect(before?.requests).toBe(1_200);
      expect(await store.maintenance.compact(Date.now())).toBeGreaterThan(900);
      expect((await store.points.readTotals(window)).points.get(series)).toEqual(before);
      expect(await store.maintenance.rollUp(Date.now())).toBeGreaterThan(180);
      expect(await store.maintenance.rollUp(Date.now())).toBe(0);
      expect(await store.points.oldestMs()).toBe(startMs);
      expect((await store.points.readTotals(window)).points.get(series)).toEqual(before);
      for (const tier of ['10s', '1m', '10m', '1h']) {
        const [row] = await database.sql<{ total: string }>(
          connection,
          `SELECT sum(requests) AS total FROM points_${tier}`,
        );
        expect(Number(row?.total)).toBe(1_200);
      }
      const { tables } = await store.maintenance.status();
      expect(tables.find(({ table }) => table === 'points_1h')).toMatchObject({
        oldestMs: startMs,
        newestMs: startMs + 3 * HOUR_MS,
      });
      const steps = await store.points.readSteps(window, 600_000, [series]);
      const perStep = steps.points.get(series)?.map((point) => point?.requests ?? 0) ?? [];
      expect(perStep).toHaveLength(18);
      expect(perStep.reduce((sum, one) => sum + one, 0)).toBe(1_200);
    }));

  it('answers requests alone as it answers whole points, wherever they are kept', () =>
    withStore(async () => {
      const other = labelsOf({ reporter: 'source', source_workload: 'web', destination_workload: 'redis' });
      const [series = 0, quiet = 0] = await store.series.resolve([EDGE, other]);
      const startMs = Math.floor((Date.now() - 3 * HOUR_MS) / HOUR_MS) * HOUR_MS;
      const window = { fromMs: startMs + 70_000, toMs: startMs + HOUR_MS + 130_000 };
      const agree = async (sum: number) => {
        for (const stepMs of [20_000, 60_000, 600_000]) {
          const whole = await store.points.readSteps(window, stepMs, [series, quiet]);
          const { requests, ...grid } = await store.points.readRequests(window, stepMs);
          expect(grid).toEqual({ startMs: whole.startMs, stepMs: whole.stepMs, steps: whole.steps });
          const counts = Array.from(
            whole.points.get(series) ?? [],
            (point: Point | undefined) => point?.requests ?? 0,
          );
          expect([...(requests.get(series) ?? [])]).toEqual(counts);
          expect([...requests.keys()]).toEqual([series]);
          if (stepMs === 20_000) expect(counts.reduce((total, count) => total + count, 0)).toBe(sum);
        }
      };
      const write = (sequence: number, everySeconds: number) =>
        store.sink.write(
          batchOf('a', sequence, {
            points: Array.from({ length: Math.ceil(3_900 / everySeconds) }, (_, i) => ({
              series,
              second: startMs / 1_000 + i * everySeconds,
              point: pointOf(1 + (i % 3)),
            })).concat({
              series: quiet,
              second: startMs / 1_000 + 600,
              point: { ...createPoint(), tcpOpened: 4 },
            }),
          }),
        );
      const sumOf = (everySeconds: number, fromMs: number, toMs: number) => {
        let sum = 0;
        for (let i = 0; i * everySeconds < 3_900; i++) {
          const atMs = startMs + i * everySeconds * 1_000;
          if (atMs >= fromMs && atMs < toMs) sum += 1 + (i % 3);
        }
        return sum;
      };
      // A step of 20 s begins at 60 s, the last one ends at 140 s past the hour, its bucket at 130 s.
      const [fromMs, toMs] = [startMs + 60_000, startMs + HOUR_MS + 130_000];
      await write(1, 7);
      const first = sumOf(7, fromMs, toMs);
      await agree(first);
      await store.maintenance.compact(Date.now());
      await agree(first);
      await store.maintenance.rollUp(Date.now());
      await agree(first);
      await write(2, 11);
      await agree(first + sumOf(11, fromMs, toMs));
    }));

  it('adds late data to every tier, and to graphs already in memory', () =>
    withStore(async () => {
      const [series = 0] = await store.series.resolve([EDGE]);
      const startMs = Math.floor((Date.now() - 3 * HOUR_MS) / HOUR_MS) * HOUR_MS;
      const at = (minute: number) => startMs / 1_000 + minute * 60;
      await store.sink.write(batchOf('a', 1, { points: [{ series, second: at(5), point: pointOf(2) }] }));
      await store.maintenance.compact(Date.now());
      await store.maintenance.rollUp(Date.now());
      const window = { fromMs: startMs, toMs: startMs + HOUR_MS };
      expect(await requestsOf(series, window)).toBe(2);
      await store.sink.write(batchOf('a', 2, { points: [{ series, second: at(5), point: pointOf(5) }] }));
      expect(await requestsOf(series, window)).toBe(7);
      await store.maintenance.compact(Date.now());
      expect(await store.maintenance.rollUp(Date.now())).toBe(3);
      expect(await requestsOf(series, window)).toBe(7);
      const [row] = await database.sql<{ total: string }>(
        connection,
        'SELECT sum(requests) AS total FROM points_1h',
      );
      expect(Number(row?.total)).toBe(7);
    }));

  it('counts what is too old or too far ahead and stores the rest of the batch', () =>
    withStore(async () => {
      const [series = 0] = await store.series.resolve([EDGE]);
      const now = Date.now();
      const old = now - 30 * 24 * HOUR_MS;
      const ahead = now + HOUR_MS;
      const points = [old, ahead, now].map((ms) => ({
        series,
        second: Math.floor(ms / 1_000),
        point: pointOf(1),
      }));
      const logs = [old, ahead, now].map((ms) => logOf({ start_time: ms }));
      const spans = [old, ahead, now].map((ms) => spanOf({ start_us: ms * 1_000 }));
      expect(await store.sink.write(batchOf('a', 1, { points, logs, spans }))).toBe('stored');
      expect(store.sink.counters()).toMatchObject({
        storedPoints: 1,
        storedLogs: 1,
        storedSpans: 1,
        outOfRangePoints: 2,
        outOfRangeLogs: 2,
        outOfRangeSpans: 2,
      });
    }));

  it('refuses a batch with values PostgreSQL does not take without holding up the others', () =>
    withStore(async () => {
      const bad = batchOf('bad', 1, { logs: [logOf({ path: '/nul\u0000' })] });
      const results = await Promise.allSettled([
        store.sink.write(batchOf('a', 1, { logs: [logOf()] })),
        store.sink.write(bad),
        store.sink.write(batchOf('b', 1, { logs: [logOf()] })),
      ]);
      expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(results[1]).toMatchObject({ reason: { code: 'bad_request' } });
    }));

  it('drops the partitions the policy no longer keeps, oldest first when the bytes are too many', () =>
    withStore(async () => {
      const now = Date.now();
      const hours = [5, 4, 3, 2, 1, 0];
      const logs = hours.map((hour) => logOf({ start_time: now - hour * HOUR_MS }));
      await store.sink.write(batchOf('a', 1, { logs }));
      const kept = { ...DEFAULT_RETENTION, logsMs: 3 * HOUR_MS + 60_000 };
      const dropped = await store.maintenance.dropExpired(kept, now);
      expect(dropped.filter((name) => name.startsWith('access_logs'))).not.toHaveLength(0);
      const search = { fromMs: now - 24 * HOUR_MS, toMs: now + 1_000, filter: {}, limit: 100 };
      const left = (await store.logs.searchLogs(search)).items.map((log) => log.start_time);
      expect(Math.min(...left)).toBeLessThanOrEqual(now - 3 * HOUR_MS);
      expect(Math.min(...left)).toBeGreaterThan(now - 5 * HOUR_MS);
      await store.maintenance.dropExpired({ ...kept, logsBytes: 1 }, now);
      expect((await store.logs.searchLogs(search)).items).toHaveLength(1);
    }));

  it('pages the lines of a service without gaps or repetitions, frequent or rare', () =>
    withStore(async () => {
      const now = Date.now();
      const serviceOf = (i: number) => (i % 8 === 0 ? 'rare' : 'busy');
      // Several lines share a moment, also across the edge of a page.
      const logs = Array.from({ length: 56 }, (_, i) =>
        logOf({ start_time: now - (i % 7), path: `/${i}`, destination_canonical_service: serviceOf(i) }),
      );
      await store.sink.write(batchOf('a', 1, { logs }));
      for (const service of ['rare', 'busy', 'nobody']) {
        const paths: (string | null)[] = [];
        for (let cursor: string | undefined, page = 0; page === 0 || cursor !== undefined; page++) {
          const found = await store.logs.searchLogs({
            ...lastMinutes(5),
            filter: { service },
            limit: 3,
            ...(cursor === undefined ? {} : { cursor }),
          });
          paths.push(...found.items.map((log) => log.path));
          cursor = found.nextCursor;
        }
        const all = await store.logs.searchLogs({ ...lastMinutes(5), filter: {}, limit: 100 });
        const wanted = all.items.filter((log) => log.destination_canonical_service === service);
        expect(paths).toEqual(wanted.map((log) => log.path));
      }
    }));

  it('pages logs and traces without gaps or repetitions', () =>
    withStore(async () => {
      const now = Date.now();
      const logs = Array.from({ length: 45 }, (_, i) => logOf({ start_time: now - (i % 5), path: `/${i}` }));
      const traceId = (i: number) => `${i}`.padStart(32, 'a');
      const spans = Array.from({ length: 60 }, (_, i) =>
        spanOf({
          trace_id: traceId(i % 20),
          span_id: `${i}`.padStart(16, '0'),
          parent_span_id: i < 20 ? '' : `${i % 20}`.padStart(16, '0'),
          start_us: (now - i * 10) * 1_000,
          name: i < 20 ? 'root' : 'child',
        }),
      );
      await store.sink.write(batchOf('a', 1, { logs, spans }));
      const paths: (string | null)[] = [];
      for (let cursor: string | undefined, page = 0; page === 0 || cursor !== undefined; page++) {
        const found = await store.logs.searchLogs({
          ...lastMinutes(5),
          filter: {},
          limit: 10,
          ...(cursor === undefined ? {} : { cursor }),
        });
        paths.push(...found.items.map((log) => log.path));
        cursor = found.nextCursor;
      }
      expect(paths).toHaveLength(45);
      expect(new Set(paths).size).toBe(45);
      const traces: string[] = [];
      for (let cursor: string | undefined, page = 0; page === 0 || cursor !== undefined; page++) {
        const found = await store.traces.searchTraces({
          ...lastMinutes(5),
          filter: {},
          limit: 7,
          ...(cursor === undefined ? {} : { cursor }),
        });
        for (const trace of found.items) {
          traces.push(trace.traceId);
          expect(trace.spans.map(({ service }) => service)).toEqual(['reviews', 'reviews', 'reviews']);
        }
        cursor = found.nextCursor;
      }
      expect(traces.toSorted()).toEqual(Array.from({ length: 20 }, (_, i) => traceId(i)).toSorted());
      const counts = await store.logs.countLogs({ fromMs: now - 60_000, toMs: now + 1_000 }, 10_000, {});
      expect(counts.reduce((sum, bucket) => sum + bucket.total, 0)).toBe(45);
    }));

  it('finds the lines of a side as that side is described', () =>
    withStore(async () => {
      await store.sink.write(batchOf('a', 1, { logs: [logOf()] }));
      const find = async (filter: LogFilter) =>
        (await store.logs.searchLogs({ ...lastMinutes(5), filter, limit: 5 })).items.length;
      const caller = { namespace: 'bookinfo', app: 'productpage', workload: 'productpage-v1' };
      const called = { namespace: 'bookinfo', app: 'reviews', revision: 'v1', service: 'reviews' };
      expect(await find({ source: caller, destination: called })).toBe(1);
      expect(await find({ source: called })).toBe(0);
      expect(await find({ peer: caller })).toBe(1);
      expect(await find({ peer: called })).toBe(1);
      expect(await find({ peer: { ...called, revision: 'v2' } })).toBe(0);
      expect(await find({ peer: { ...caller, app: 'reviews' } })).toBe(0);
    }));

  it('answers every filter of the contract', () =>
    withStore(async () => {
      await store.sink.write(batchOf('a', 1, { logs: [logOf({ response_code: 503 })], spans: [spanOf()] }));
      const log = {
        reporter: 'destination',
        namespaces: ['bookinfo'],
        sourceWorkload: 'productpage-v1',
        destinationService: 'reviews',
        workload: 'reviews-v1',
        service: 'reviews',
        methods: ['GET'],
        pathContains: 'views/',
        operations: ['GET /reviews/{id}'],
        codes: [503],
        codeClasses: [5],
        flags: ['-'],
        protocols: ['http'],
        minDurationUs: 12_345,
        maxDurationUs: 12_345,
        traceId: '0af7651916cd43dd8448eb211c80319c',
        requestId: 'b6a1',
        authority: 'reviews:9080',
        words: ['CURL'],
      } as const;
      for (const [key, value] of Object.entries(log)) {
        const found = await store.logs.searchLogs({ ...lastMinutes(5), filter: { [key]: value }, limit: 5 });
        expect(found.items, key).toHaveLength(1);
        const filter = { [key]: miss(key, value) };
        const others = await store.logs.searchLogs({ ...lastMinutes(5), filter, limit: 5 });
        expect(others.items, `not ${key}`).toHaveLength(0);
      }
      const trace = {
        namespaces: ['bookinfo'],
        service: 'reviews',
        workload: 'reviews-v1',
        version: 'v1',
        operation: 'SVC.cluster',
        status: 'unset',
        kind: 'SERVER',
        minDurationUs: 12_345,
        maxDurationUs: 12_345,
        codes: [200],
        tags: { component: 'proxy' },
      } as const;
      for (const [key, value] of Object.entries(trace)) {
        const found = await store.traces.searchTraces({
          ...lastMinutes(5),
          filter: { [key]: value },
          limit: 5,
        });
        expect(found.items, key).toHaveLength(1);
      }
      expect(await store.traces.listOperations(lastMinutes(5), 'reviews')).toEqual([spanOf().name]);
    }));

  it('counts durations for a heat map', () =>
    withStore(async () => {
      const spans = [10, 11, 5_000].map((duration_us, at) =>
        spanOf({ span_id: `${at + 1}`.repeat(16), duration_us, status: at === 2 ? 'error' : 'unset' }),
      );
      await store.sink.write(batchOf('a', 1, { spans }));
      const { cells, ...found } = await store.traces.countDurations(lastMinutes(5), 400_000, {});
      expect(found).toEqual({ spans: 3, traces: 1, oneIn: 1 });
      expect(cells.map(({ count, errors }) => [count, errors])).toEqual([
        [2, 0],
        [1, 1],
      ]);
      for (const [at, us] of [10, 5_000].entries()) {
        expect(cells[at]?.fromUs).toBeLessThanOrEqual(us);
        expect(cells[at]?.toUs).toBeGreaterThan(us);
      }
    }));

  it('decides a query of logs as the model does', () =>
    withStore(async () => {
      const lines = [
        logOf({ path: '/a', response_code: 503, response_flags: 'UF,URX', duration_us: 1_500_000 }),
        logOf({ path: '/b%', method: 'POST', response_code: 200, response_flags: '-', user_agent: null }),
        logOf({ path: '/c', source_workload: 'web-v2', upstream_service_time: null, response_code: 0 }),
      ];
      await store.sink.write(batchOf('a', 1, { logs: lines }));
      for (const query of LOG_QUERIES) {
        const { expression, error } = readLogQuery(query);
        if (expression === undefined) throw new Error(`${query}: ${error?.message}`);
        const { items } = await store.logs.searchLogs({
          ...lastMinutes(5),
          filter: { where: expression },
          limit: 10,
        });
        const expected = lines.filter((line) => meetsLogQuery(expression, line)).map(({ path }) => path);
        expect(items.map(({ path }) => path).toSorted(), query).toEqual(expected);
      }
    }));

  it('decides a query as the model does', () =>
    withStore(async () => {
      const spans = [
        spanOf({
          trace_id: '1'.repeat(32),
          status: 'error',
          tags: {
            'http.status_code': '503',
            size: '12',
            response_flags: 'UF',
            'http.url': 'http://shop:80/pay?x=1#y',
          },
        }),
        spanOf({
          trace_id: '2'.repeat(32),
          namespace: 'shop',
          kind: 'CLIENT',
          tags: { size: '-7.5', empty: '', response_flags: '-', 'url.full': 'https://shop?x=1' },
        }),
        spanOf({
          trace_id: '3'.repeat(32),
          service: 'a.b',
          version: 'v2',
          tags: { size: 'big', on: 'true' },
        }),
      ];
      await store.sink.write(batchOf('a', 1, { spans }));
      for (const query of QUERIES) {
        const { spanset, error } = readTraceQuery(query);
        if (spanset === undefined) throw new Error(`${query}: ${error.message}`);
        const { items } = await store.traces.searchTraces({
          ...lastMinutes(5),
          filter: planTraceSearch(spanset),
          limit: 10,
        });
        const expected = spans
          .filter((span) => pickSpans(spanset, [span]).length > 0)
          .map((span) => span.trace_id);
        expect(items.map(({ traceId: id }) => id).toSorted(), query).toEqual(expected);
      }
    }));
});

const LOG_QUERIES = [
  'code = 503 or code = 0',
  'not code >= 500',
  'flag = uf',
  'flag != URX',
  'flag contains R',
  'flag = -',
  'duration > 1s',
  'upstreamtime >= 0',
  'not upstreamtime >= 0',
  'path = "/B%"',
  'path contains "%"',
  'path startswith / and method = post',
  'agent = ""',
  'source endswith v2',
  'target != nothing',
  'trace contains 0a',
  'span = b7ad6b7169203331',
  'httpversion = http/1.1 and local contains 15006',
  'web-v2 or /a',
];

const QUERIES = [
  '{}',
  '{ false }',
  '{ status = error || kind = client }',
  '{ !(status = error) && kind != client }',
  '{ resource.service.name = "reviews.shop" }',
  '{ resource.service.name = "a.b" }',
  '{ resource.service.name != "reviews.shop" }',
  '{ resource.service.name =~ "reviews.*" }',
  '{ resource.service.name !~ "reviews[.]shop" }',
  '{ resource.service.version = "v2" }',
  '{ span.http.status_code >= 500 }',
  '{ span.http.status_code != 503 }',
  '{ !(span.http.status_code = 503) }',
  '{ .size > 0 }',
  '{ .size < 0.5 }',
  '{ .size = "big" }',
  '{ .size != "big" }',
  '{ .size =~ "(?i)BIG|12" }',
  '{ .size !~ "b.*" }',
  '{ .empty != nil }',
  '{ .empty = nil && .on = true }',
  '{ !(.nothing = "x") }',
  '{ duration >= 12345us && duration < 12.346ms }',
  '{ span.url.path = "/pay" }',
  '{ span.response_flags = "UF" }',
  '{ span.response_flags =~ "U.*" }',
  '{ span.response_flags =~ ".*" }',
  '{ span.response_flags = "-" }',
  '{ !(span.response_flags = "UF") }',
  '{ span.url.path =~ "/.*" }',
  '{ span.url.path != "/pay" }',
  '{ span.url.path = nil }',
];
