import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '@/demo/kit/seeded-random';
import type { AccessLogEntry } from '@/lib/mesh/log/access-log-entry';
import { onceACall } from '@/lib/mesh/log/once-a-call';
import type { TraceFilter } from '@/lib/server/store/contract/trace-reader';
import { createStore } from '@/lib/server/store/create-store';
import { openPool } from '@/lib/server/store/database/open-pool';
import { readRows } from '@/lib/server/store/database/read-rows';
import type { Store } from '@/lib/server/store/store';
import { countDurations } from '@/lib/server/store/traces/count-durations';
import { collect } from '../../../../support/collect';
import { batchOf, logOf, spanOf } from '../../../support/telemetry-samples';
import { MIGRATIONS_DIR, TestDatabase } from '../../../support/test-database';

const HOUR_MS = 3_600_000;
const TRACES = 400;
const toMs = Math.floor(Date.now() / 1_000) * 1_000;
const window = { fromMs: toMs - 5 * HOUR_MS, toMs };
const idOf = (i: number) => (i + 1).toString(16).padStart(32, '0');
/** Evenly over the window, newest first; one in 40 is odd in every way. */
const isOdd = (i: number) => i % 40 === 7;
const timeOf = (i: number) => toMs - 1_000 - Math.floor((i * (5 * HOUR_MS - 60_000)) / TRACES);

let database: TestDatabase;
let store: Store;
let pool: pg.Pool;

beforeAll(async () => {
  database = await TestDatabase.start();
  const connection = await database.create();
  store = await createStore({ connection, migrationsDir: MIGRATIONS_DIR });
  pool = openPool(connection, { name: 'test', connections: 3, statementTimeoutMs: 0 });
  const spans = Array.from({ length: TRACES }, (_, i) => [
    spanOf({
      trace_id: idOf(i),
      span_id: '00000000000000a1',
      parent_span_id: '',
      start_us: timeOf(i) * 1_000,
      duration_us: 40_000,
    }),
    spanOf({
      trace_id: idOf(i),
      span_id: '00000000000000a2',
      parent_span_id: '00000000000000a1',
      start_us: timeOf(i) * 1_000 + 5,
      duration_us: isOdd(i) ? 9_000_000 : 1_000,
      name: isOdd(i) ? 'odd%job' : 'usual job',
      service: isOdd(i) ? 'odd' : 'usual',
      status: isOdd(i) ? 'error' : 'unset',
      tags: { flag: isOdd(i) ? 'on' : 'off', 'thread.id': isOdd(i) ? '7' : '8' },
    }),
  ]);
  await store.sink.write(batchOf('a', 1, { spans: spans.flat() }));
});
afterAll(async () => {
  await pool.end();
  await store.close();
  await database.stop();
});

const oddOnes = Array.from({ length: TRACES }, (_, i) => i)
  .filter(isOdd)
  .map(idOf);

describe('walkTraces()', () => {
  it.each<[string, TraceFilter]>([
    ['a service', { service: 'odd' }],
    ['a part of an operation', { operation: 'D%J' }],
    ['a tag of the index', { tags: { flag: 'on' } }],
    ['a tag beside the index', { tags: { 'thread.id': '7' } }],
    ['both', { tags: { 'thread.id': '7', flag: 'on' } }],
    ['a duration', { minDurationUs: 1_000_000 }],
    ['a status', { status: 'error' }],
  ])('finds the few spans with %s in the whole window, newest first', async (_, filter) => {
    const { items, nextCursor } = await store.traces.searchTraces({ ...window, filter, limit: 50 });
    expect(items.map(({ traceId }) => traceId)).toEqual(oddOnes);
    expect(items[0]?.spans).toHaveLength(2);
    expect(nextCursor).toBeUndefined();
  });

  it('says how far it has come, and goes on from every step without loss or repetition', async () => {
    const query = { ...window, filter: { service: 'odd' }, limit: 50 };
    const steps = await collect(store.traces.walkTraces(query));
    expect(steps.length).toBeGreaterThan(5);
    const reached = steps.map(({ searchedToMs }) => searchedToMs);
    expect(reached).toEqual(reached.toSorted((a, b) => b - a));
    expect(reached.at(-1)).toBe(window.fromMs);
    for (const [at, { nextCursor }] of steps.entries()) {
      const before = steps.slice(0, at + 1).flatMap(({ items }) => items);
      const rest =
        nextCursor === undefined
          ? []
          : (await store.traces.searchTraces({ ...query, cursor: nextCursor })).items;
      expect([...before, ...rest].map(({ traceId }) => traceId)).toEqual(oddOnes);
    }
  });

  it('finds nothing where no operation has such a name', async () => {
    const found = await store.traces.searchTraces({ ...window, filter: { operation: 'none' }, limit: 5 });
    expect(found).toEqual({ items: [], nextCursor: undefined });
  });

  it('ends when it is aborted', async () => {
    const stop = new AbortController();
    const query = { ...window, filter: { service: 'odd' }, limit: 50 };
    const walk = async () => {
      for await (const _ of store.traces.walkTraces(query, stop.signal)) stop.abort();
    };
    await expect(walk()).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('readRows()', () => {
  it('makes the server stop a statement that nobody waits for', async () => {
    const stop = new AbortController();
    const slow = readRows(pool, {
      doing: 'wait',
      sql: "SELECT pg_sleep(600), 'waiting here'",
      values: [],
      signal: stop.signal,
    });
    const isRunning = async () => {
      const { rows } = await pool.query<{ n: number }>(
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%waiting he' || 're%'",
      );
      return rows[0]?.n === 1;
    };
    await expect.poll(isRunning, { timeout: 30_000 }).toBe(true);
    stop.abort();
    await expect(slow).rejects.toMatchObject({ name: 'AbortError' });
    expect(await isRunning()).toBe(false);
  });
});

describe('spreadTraces()', () => {
  it('shows some traces of every part of the window, and says when they are all', async () => {
    const { points, isWhole } = await store.traces.spreadTraces(window, {}, 10, 4);
    expect(isWhole).toBe(false);
    const parts = points.map(({ startUs }) => Math.floor((startUs / 1_000 - window.fromMs) / (HOUR_MS / 2)));
    for (let part = 0; part < 10; part++) expect(parts.filter((one) => one === part)).toHaveLength(4);
    expect(points[0]).toMatchObject({ spans: 2, rootService: 'reviews', rootName: spanOf().name });
    const few = await store.traces.spreadTraces(window, { service: 'odd' }, 10, 4);
    expect(few.isWhole).toBe(true);
    expect(few.points.map(({ traceId }) => traceId).toSorted()).toEqual(oddOnes.toSorted());
    expect(few.points[0]).toMatchObject({ errors: 1, durationUs: 9_000_005 });
  });
});

describe('countDurations()', () => {
  it('estimates many spans from an even sample, and counts few one by one all the same', async () => {
    await pool.query('ANALYZE spans');
    const all = await countDurations(pool, window, HOUR_MS, {});
    expect(all).toMatchObject({ oneIn: 1, spans: TRACES * 2, traces: TRACES });
    const few = await countDurations(pool, window, HOUR_MS, { service: 'odd' }, 100);
    expect(few).toMatchObject({ oneIn: 1, spans: oddOnes.length, traces: oddOnes.length });
  });
});

describe('searchLogs() once a call', () => {
  it('shows the lines that the model shows', async () => {
    const random = seededRandom(7);
    const pick = <T>(...of: T[]): T => of[Math.floor(random() * of.length)] as T;
    const lines = Array.from(
      { length: 300 },
      (_, i): AccessLogEntry =>
        logOf({
          start_time: toMs - 60_000 + i,
          path: `/${i}`,
          reporter: pick('source', 'destination'),
          trace_id: pick(null, 'a'.repeat(32), 'b'.repeat(32)),
          upstream_local_address: pick(null, '10.0.0.1:1', '10.0.0.1:2', `10.0.0.1:${i + 10}`),
          upstream_host: pick('10.0.0.2:80', '10.0.0.3:80'),
          downstream_remote_address: pick('10.0.0.1:1', '10.0.0.9:9', `10.0.0.8:${i}`),
          downstream_local_address: pick('10.0.0.2:80', '10.0.0.4:80'),
        }),
    );
    await store.sink.write(batchOf('a', 2, { logs: lines }));
    const expected = onceACall(lines).map(({ path }) => path);
    const filter = { isOnceACall: true };
    const { items } = await store.logs.searchLogs({ ...window, filter, limit: 500 });
    expect(items.map(({ path }) => path).toReversed()).toEqual(expected);
    expect(expected.length).toBeLessThan(lines.length);
    const counts = await store.logs.countLogs(window, HOUR_MS, filter);
    expect(counts.reduce((sum, { total }) => sum + total, 0)).toBe(expected.length);
  });
});
