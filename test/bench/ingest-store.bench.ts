import { randomBytes } from 'node:crypto';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { TelemetryBatch } from '../../lib/server/store/contract/telemetry-sink';
import { createStore } from '../../lib/server/store/create-store';
import { batchOf, labelsOf, logOf, pointOf, spanOf } from '../integration/support/telemetry-samples';
import { MIGRATIONS_DIR, TestDatabase } from '../integration/support/test-database';

/*
 * How much telemetry the store commits: AGENTS agents send PER_SECOND spans, as many log lines and POINTS points a
 * second for SECONDS seconds, paced by the clock; then as fast as acknowledgements allow. Compaction and roll-up run
 * beside it, as in a console. The load is made in the same process, so the event loop carries both.
 */

const SECONDS = Number(process.env.BENCH_SECONDS ?? 60);
const PER_SECOND = Number(process.env.BENCH_ROWS ?? 10_000);
const POINTS_PER_SECOND = 2_000;
const AGENTS = 40;
const BATCHES_PER_SECOND = 4;

const round = (value: number, digits = 1) => Number(value.toFixed(digits));

/** Rows to vary: built once, their times and ids set anew for every batch. */
function makeBatch(
  agent: number,
  sequence: number,
  series: readonly number[],
  share: number,
): TelemetryBatch {
  const now = Date.now();
  const rows = Math.round((PER_SECOND / AGENTS / BATCHES_PER_SECOND) * share);
  const traceId = randomBytes(16).toString('hex');
  const logs = Array.from({ length: rows }, (_, i) =>
    logOf({
      start_time: now - i,
      trace_id: traceId,
      request_id: `${traceId}-${i}`,
      path: `/reviews/${i}?page=${agent}`,
    }),
  );
  const spans = Array.from({ length: rows }, (_, i) =>
    spanOf({
      trace_id: i % 5 === 0 ? randomBytes(16).toString('hex') : traceId,
      span_id: `${agent}${sequence}${i}`.padStart(16, '0').slice(-16),
      start_us: (now - i) * 1_000,
      tags: {
        component: 'proxy',
        'http.method': 'GET',
        'http.status_code': i % 50 === 0 ? '503' : '200',
        'http.url': `http://reviews:9080/reviews/${i}`,
        'http.protocol': 'HTTP/1.1',
        'guid:x-request-id': `${traceId}-${i}`,
        node_id: `sidecar~${agent}`,
        response_flags: '-',
        response_size: '512',
        request_size: '0',
        upstream_cluster: 'inbound|9080||',
        user_agent: 'curl/8',
      },
      status: i % 50 === 0 ? 'error' : 'unset',
    }),
  );
  const points = Array.from(
    { length: Math.round((POINTS_PER_SECOND / AGENTS / BATCHES_PER_SECOND) * share) },
    (_, i) => ({
      series: series[(agent * 50 + i) % series.length] ?? 1,
      second: Math.floor(now / 1_000),
      point: pointOf(3, 1_000 + ((i * 37) % 500) * 40),
    }),
  );
  return batchOf(`agent-${agent}`, sequence, { logs, spans, points });
}

async function main(): Promise<void> {
  const database = await TestDatabase.start();
  try {
    const store = await createStore({ connection: await database.create(), migrationsDir: MIGRATIONS_DIR });
    const labels = Array.from({ length: 2_000 }, (_, i) => labelsOf({ source_workload: `w${i}` }));
    const series = await store.series.resolve(labels);
    await store.maintenance.ensurePartitions(Date.now());
    const jobs = setInterval(() => {
      store.maintenance
        .compact(Date.now())
        .then(() => store.maintenance.rollUp(Date.now()))
        .catch(console.error);
    }, 2_000);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    const acknowledgements: number[] = [];
    let refused = 0;
    const sequences = new Array<number>(AGENTS).fill(0);
    const pending = new Set<Promise<void>>();
    const send = (agent: number) => {
      const sequence = (sequences[agent] ?? 0) + 1;
      sequences[agent] = sequence;
      const sentAt = performance.now();
      const written = store.sink
        .write(makeBatch(agent, sequence, series, 1))
        .then(
          () => void acknowledgements.push(performance.now() - sentAt),
          () => void refused++,
        )
        .finally(() => pending.delete(written));
      pending.add(written);
    };
    const cpuBefore = process.cpuUsage();
    const startedAt = performance.now();
    delay.enable();
    const total = SECONDS * AGENTS * BATCHES_PER_SECOND;
    for (let sent = 0; sent < total; ) {
      const due = Math.min(
        total,
        Math.floor(((performance.now() - startedAt) / 1_000) * AGENTS * BATCHES_PER_SECOND),
      );
      for (let burst = 0; sent < due && burst < 2; sent++, burst++) send(sent % AGENTS);
      await new Promise((resolve) => (sent < due ? setImmediate(resolve) : setTimeout(resolve, 5)));
    }
    await Promise.all(pending);
    delay.disable();
    const seconds = (performance.now() - startedAt) / 1_000;
    const cpu = process.cpuUsage(cpuBefore);
    clearInterval(jobs);
    const sorted = acknowledgements.sort((a, b) => a - b);
    const counters = store.sink.counters();
    console.log({
      seconds: round(seconds),
      spansPerSecond: Math.round(counters.storedSpans / seconds),
      logsPerSecond: Math.round(counters.storedLogs / seconds),
      pointsPerSecond: Math.round(counters.storedPoints / seconds),
      refused,
      lost: total - counters.storedBatches,
      ackMsP50: round(sorted[Math.floor(sorted.length * 0.5)] ?? 0),
      ackMsP99: round(sorted[Math.floor(sorted.length * 0.99)] ?? 0),
      eventLoopDelayMsP50: round(delay.percentile(50) / 1e6),
      eventLoopDelayMsP99: round(delay.percentile(99) / 1e6),
      eventLoopDelayMsMax: round(delay.max / 1e6),
      consoleCpuShare: round((cpu.user + cpu.system) / 1e6 / seconds, 2),
      rssMb: round(process.memoryUsage().rss / 1024 ** 2, 0),
    });
    const status = await store.maintenance.status();
    for (const table of status.tables.filter((one) => one.rows > 0)) {
      console.log(`${table.table}: ${table.rows} rows, ${round(table.bytes / table.rows, 0)} bytes a row`);
    }
    await store.close();
  } finally {
    await database.stop();
  }
}

await main();
