import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { recordValue } from '../../lib/mesh/metrics/histogram';
import { createPoint, type Point } from '../../lib/mesh/metrics/point';
import type { GraphParams } from '../../lib/protocol/api/graph';
import { createPrintGraph } from '../../lib/server/api/print-graph';
import type { MemoryHotWindow } from '../../lib/server/hot-window/memory-hot-window';
import { getGraph } from '../../lib/server/query/get-graph';
import { DEFAULT_RETENTION } from '../../lib/server/store/contract/default-retention';
import type { PointSample } from '../../lib/server/store/contract/telemetry-sink';
import { createStore } from '../../lib/server/store/create-store';
import type { Store } from '../../lib/server/store/store';
import { batchOf, labelsOf } from '../integration/support/telemetry-samples';
import { MIGRATIONS_DIR, TestDatabase } from '../integration/support/test-database';
import { queryOverStore } from './support/query-over-store';
import { quantileOf } from './support/report';

/*
 * A graph of 1,000 services and 5,000 edges, each edge told by both reporters: the whole query to its JSON, of 5 minutes
 * from memory (aim: p95 50 ms) and of 24 hours from the store (aim: p95 500 ms), and what the store alone takes: sums of all
 * series, and one service's day in steps. Every edge has traffic in every ten minutes of the day, and in every ten seconds
 * of its last quarter of an hour.
 */

const EDGES = 5_000;
const SERVICES = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Less than a day fills in less time; five minutes from memory are then the same. */
const FILLED_MS = Number(process.env.FILL_HOURS ?? 24) * HOUR_MS;
const ROUNDS = Number(process.env.ROUNDS ?? 40);

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

function samplesAt(series: readonly number[], atMs: number): PointSample[] {
  const second = Math.floor(atMs / 1_000);
  return series.map((one, i) => ({ series: one, second, point: trafficOf(i >> 1, second) }));
}

async function fill(store: Store, series: readonly number[], nowMs: number): Promise<void> {
  let sequence = 0;
  const write = async (atMs: number) => {
    await store.sink.write(batchOf('bench', ++sequence, { points: samplesAt(series, atMs) }));
  };
  for (let at = nowMs - FILLED_MS; at < nowMs - 15 * 60_000; at += 600_000) await write(at);
  for (let at = nowMs - 15 * 60_000; at < nowMs; at += 10_000) await write(at);
  await store.maintenance.compact(nowMs);
  await store.maintenance.rollUp(nowMs);
}

/** A mesh that talks on: every second a tenth of the series has traffic, and memory takes it as ingest does. */
class Traffic {
  nowMs: number;
  private readonly hot: MemoryHotWindow;
  private readonly series: readonly number[];

  constructor(hot: MemoryHotWindow, series: readonly number[], nowMs: number) {
    this.hot = hot;
    this.series = series;
    this.nowMs = nowMs - 600_000;
    hot.warm(this.nowMs, []);
    while (this.nowMs < nowMs) this.goOn();
  }

  goOn(): void {
    const second = Math.floor(this.nowMs / 1_000);
    this.nowMs += 1_000;
    const talking = this.series.filter((_, i) => (i >> 1) % 10 === second % 10);
    this.hot.add(samplesAt(talking, second * 1_000));
  }
}

async function measure(name: string, work: () => Promise<number>, between = () => {}): Promise<void> {
  const times: number[] = [];
  const costs: number[] = [];
  let answer = 0;
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  for (let i = 0; i < ROUNDS; i++) {
    between();
    const startedAt = performance.now();
    const before = process.cpuUsage();
    answer = await work();
    times.push(performance.now() - startedAt);
    const { user, system } = process.cpuUsage(before);
    costs.push((user + system) / 1_000);
  }
  const first = times[0] ?? 0;
  const sorted = times.slice(1).sort((a, b) => a - b);
  const at = (q: number) => (sorted[Math.floor(sorted.length * q)] ?? 0).toFixed(1);
  const held = (delay.percentile(99) / 1e6).toFixed(0);
  console.log(
    `${name}: first ${first.toFixed(0)} ms, then p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, ` +
      `processor ${quantileOf(costs.slice(1), 0.5).toFixed(1)} ms, event loop delay p99 ${held} ms (${answer})`,
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
    const labels = Array.from({ length: EDGES * 2 }, (_, i) => {
      const edge = i >> 1;
      const source = edge % SERVICES;
      const target = (edge * 7 + Math.floor(edge / SERVICES) * 13 + 1) % SERVICES;
      return labelsOf({
        reporter: i % 2 === 0 ? 'source' : 'destination',
        source_workload: `service-${source}-v1`,
        source_canonical_service: `service-${source}`,
        source_workload_namespace: `ns-${source % 40}`,
        destination_workload: `service-${target}-v1`,
        destination_canonical_service: `service-${target}`,
        destination_workload_namespace: `ns-${target % 40}`,
        destination_service: `service-${target}.ns-${target % 40}.svc.cluster.local`,
        destination_service_name: `service-${target}`,
        destination_service_namespace: `ns-${target % 40}`,
        request_protocol: 'http',
        request_operation: `op-${edge}`,
        response_code: '200',
      });
    });
    const series = await store.series.resolve(labels);
    const now = Date.now();
    const filledAt = performance.now();
    await fill(store, series, now);
    console.log(`filled in ${((performance.now() - filledAt) / 1_000).toFixed(0)} s`);
    const day = { fromMs: now - DAY_MS, toMs: now };
    const clock = { now: () => now };
    const { context, hot } = queryOverStore(store, () => clock.now());
    const traffic = new Traffic(hot, series, now);
    clock.now = () => traffic.nowMs;
    const print = createPrintGraph();
    const graph = async (window: Pick<GraphParams, 'window' | 'from' | 'to'>, type: GraphParams['type']) => {
      const asked = { ...window, type, namespaces: [], except: [], idle: false, injectServices: false };
      return print(await getGraph(context, asked), type).length;
    };
    for (const type of ['workload', 'versionedApp'] as const) {
      // The window of a live page, which ends with the newest data: a second later every time.
      await measure(
        `whole query, 5 min, ${type}, to bytes of JSON`,
        () => graph({ window: 300 }, type),
        () => traffic.goOn(),
      );
      await measure(`whole query, 24 h, ${type}, to bytes of JSON`, () =>
        graph({ from: day.fromMs, to: now }, type),
      );
    }
    const total = async (fromMs: number) =>
      requests((await store.points.readTotals({ fromMs, toMs: now })).points.values());
    await measure('sums of 24 h', () => total(day.fromMs));
    await measure('sums of 6 h', () => total(now - 6 * HOUR_MS));
    await measure('sums of 15 min', () => total(now - 15 * 60_000));
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
