import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { recordValue } from '../../lib/mesh/metrics/histogram';
import { createPoint, type Point } from '../../lib/mesh/metrics/point';
import { DEFAULT_RETENTION } from '../../lib/server/store/contract/default-retention';
import type { PointSample } from '../../lib/server/store/contract/telemetry-sink';
import { createStore } from '../../lib/server/store/create-store';
import type { Store } from '../../lib/server/store/store';
import { batchOf, labelsOf } from '../integration/support/telemetry-samples';
import { MIGRATIONS_DIR, TestDatabase } from '../integration/support/test-database';

/*
 * What the store answers for a graph of 1,000 services and 5,000 edges, each edge told by both reporters: sums of all
 * series over the last 24 hours, and one service's day in steps. Every edge has traffic in every ten minutes of the
 * day, and in every ten seconds of its last quarter of an hour.
 */

const EDGES = 5_000;
const SERVICES = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ROUNDS = 20;

/** 120 requests around the edge's own median, spread as latencies are. */
function trafficOf(edge: number, at: number): Point {
  const point = createPoint();
  const median = 2_000 * 1.5 ** (edge % 12);
  for (let i = 0; i < 40; i++) {
    const duration = median * (0.6 + ((i * 7_919 + at * 31 + edge) % 100) / 60);
    recordValue(point.latency, duration, 3);
    point.durationUs += Math.round(duration) * 3;
  }
  point.requests = 120;
  point.requestBytes = 60_000;
  point.responseBytes = 900_000;
  return point;
}

async function fill(store: Store, series: readonly number[], nowMs: number): Promise<void> {
  let sequence = 0;
  const write = async (atMs: number) => {
    const second = Math.floor(atMs / 1_000);
    const points: PointSample[] = series.map((one, i) => ({
      series: one,
      second,
      point: trafficOf(i >> 1, second),
    }));
    await store.sink.write(batchOf('bench', ++sequence, { points }));
  };
  for (let at = nowMs - DAY_MS; at < nowMs - 15 * 60_000; at += 600_000) await write(at);
  for (let at = nowMs - 15 * 60_000; at < nowMs; at += 10_000) await write(at);
  await store.maintenance.compact(nowMs);
  await store.maintenance.rollUp(nowMs);
}

async function measure(name: string, work: () => Promise<number>): Promise<void> {
  const times: number[] = [];
  let answer = 0;
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  for (let i = 0; i < ROUNDS; i++) {
    const startedAt = performance.now();
    answer = await work();
    times.push(performance.now() - startedAt);
  }
  const first = times[0] ?? 0;
  const sorted = times.slice(1).sort((a, b) => a - b);
  const at = (q: number) => (sorted[Math.floor(sorted.length * q)] ?? 0).toFixed(1);
  const held = (delay.percentile(99) / 1e6).toFixed(0);
  console.log(
    `${name}: first ${first.toFixed(0)} ms, then p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, ` +
      `event loop delay p99 ${held} ms (${answer} requests)`,
  );
}

const requests = (points: Iterable<Point | undefined>) =>
  [...points].reduce((sum, one) => sum + (one?.requests ?? 0), 0);

async function main(): Promise<void> {
  const database = await TestDatabase.start();
  try {
    const connection = await database.create();
    const retention = { ...DEFAULT_RETENTION, tierMs: { ...DEFAULT_RETENTION.tierMs, '10s': 3 * DAY_MS } };
    const store = await createStore({ connection, migrationsDir: MIGRATIONS_DIR, retention });
    const labels = Array.from({ length: EDGES * 2 }, (_, i) =>
      labelsOf({
        reporter: i % 2 === 0 ? 'source' : 'destination',
        source_workload: `service-${(i >> 1) % SERVICES}`,
        destination_workload: `service-${((i >> 1) * 7 + 1) % SERVICES}`,
        destination_service_name: `service-${((i >> 1) * 7 + 1) % SERVICES}`,
        request_operation: `op-${i >> 1}`,
        response_code: '200',
      }),
    );
    const series = await store.series.resolve(labels);
    const now = Date.now();
    const filledAt = performance.now();
    await fill(store, series, now);
    console.log(`filled in ${((performance.now() - filledAt) / 1_000).toFixed(0)} s`);
    const day = { fromMs: now - DAY_MS, toMs: now };
    const total = async (fromMs: number) =>
      requests((await store.points.readTotals({ fromMs, toMs: now })).points.values());
    await measure('graph of 24 h', () => total(day.fromMs));
    await measure('graph of 6 h', () => total(now - 6 * HOUR_MS));
    await measure('graph of 15 min', () => total(now - 15 * 60_000));
    const one = store.series.select({ destination_service_name: 'service-1' });
    await measure(`24 h of one service (${one.length} series) in steps of 10 min`, async () => {
      const { points } = await store.points.readSteps(day, 600_000, one);
      return requests([...points.values()].flat());
    });
    console.log(`rss ${Math.round(process.memoryUsage().rss / 1024 ** 2)} MB`);
    const status = await store.maintenance.status();
    for (const table of status.tables.filter((each) => each.rows > 0)) {
      console.log(`${table.table}: ${table.rows} rows, ${Math.round(table.bytes / table.rows)} bytes a row`);
    }
    await store.close();
  } finally {
    await database.stop();
  }
}

await main();
