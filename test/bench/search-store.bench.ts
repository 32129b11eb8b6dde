import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { createStore } from '../../lib/server/store/create-store';
import type { Store } from '../../lib/server/store/store';
import { batchOf, logOf, spanOf } from '../integration/support/telemetry-samples';
import { MIGRATIONS_DIR, TestDatabase } from '../integration/support/test-database';

/*
 * How long people wait for logs and traces: ROWS log lines and as many spans over the last three hours, of 200 services
 * of which the last is called once in 10,000 requests.
 */

const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000);
const HOUR_MS = 3_600_000;
const PER_BATCH = 5_000;
const ROUNDS = 10;

const serviceOf = (i: number) => (i % 10_000 === 0 ? 'rare' : `service-${i % 200}`);

async function fill(store: Store, now: number): Promise<void> {
  for (let at = 0, sequence = 1; at < ROWS; at += PER_BATCH, sequence++) {
    const traces = Array.from({ length: PER_BATCH / 5 }, () => randomBytes(16).toString('hex'));
    const timeOf = (i: number) => now - 3 * HOUR_MS + ((at + i) / ROWS) * 3 * HOUR_MS;
    const logs = Array.from({ length: PER_BATCH }, (_, i) =>
      logOf({
        start_time: Math.floor(timeOf(i)),
        trace_id: traces[Math.floor(i / 5)] ?? null,
        request_id: `${sequence}-${i}`,
        path: `/items/${at + i}`,
        response_code: i % 100 === 0 ? 503 : 200,
        destination_workload: `${serviceOf(at + i)}-v1`,
        destination_service_name: serviceOf(at + i),
        destination_canonical_service: serviceOf(at + i),
      }),
    );
    const spans = Array.from({ length: PER_BATCH }, (_, i) =>
      spanOf({
        trace_id: traces[Math.floor(i / 5)] ?? '',
        span_id: (at + i).toString(16).padStart(16, '0'),
        parent_span_id: i % 5 === 0 ? '' : 'b7ad6b7169203331',
        start_us: Math.floor(timeOf(i)) * 1_000,
        duration_us: (i * 7_919) % 100_000,
        service: serviceOf(at + i),
        status: i % 100 === 0 ? 'error' : 'unset',
      }),
    );
    await store.sink.write(batchOf('bench', sequence, { logs, spans }));
  }
}

async function measure(name: string, work: () => Promise<number>): Promise<void> {
  const times: number[] = [];
  let found = 0;
  for (let i = 0; i < ROUNDS; i++) {
    const startedAt = performance.now();
    found = await work();
    times.push(performance.now() - startedAt);
  }
  const sorted = times.slice(1).sort((a, b) => a - b);
  const at = (q: number) => (sorted[Math.floor(sorted.length * q)] ?? 0).toFixed(1);
  console.log(
    `${name}: first ${(times[0] ?? 0).toFixed(0)} ms, then p50 ${at(0.5)} ms, p95 ${at(0.95)} ms (${found} found)`,
  );
}

async function main(): Promise<void> {
  const database = await TestDatabase.start();
  try {
    const store = await createStore({ connection: await database.create(), migrationsDir: MIGRATIONS_DIR });
    const now = Date.now();
    const startedAt = performance.now();
    await fill(store, now);
    const seconds = (performance.now() - startedAt) / 1_000;
    console.log(`filled ${ROWS} log lines and spans in ${seconds.toFixed(0)} s`);
    const window = { fromMs: now - 3 * HOUR_MS, toMs: now + 1_000 };
    const hour = { fromMs: now - HOUR_MS, toMs: now + 1_000 };
    const logs =
      (filter: object, from = window) =>
      async () =>
        (await store.logs.searchLogs({ ...from, filter, limit: 100 })).items.length;
    const traces =
      (filter: object, from = window) =>
      async () =>
        (await store.traces.searchTraces({ ...from, filter, limit: 50 })).items.length;
    await measure('newest 100 log lines', logs({}));
    await measure('log lines of a busy service', logs({ service: 'service-7' }));
    await measure('log lines of a rare service', logs({ service: 'rare' }));
    await measure('failed log lines', logs({ codeClasses: [0, 5] }));
    await measure('log lines with a text, none found, 1 h', logs({ text: 'nowhere' }, hour));
    await measure('log lines with a path, one found, 3 h', logs({ pathContains: `/items/${ROWS >> 1}` }));
    await measure('log histogram of 1 h', async () => (await store.logs.countLogs(hour, 60_000, {})).length);
    await measure('newest 50 traces', traces({}));
    await measure('traces of a busy service', traces({ service: 'service-7' }));
    await measure('traces of a rare service', traces({ service: 'rare' }));
    await measure('failed traces', traces({ status: 'error' }));
    await measure('traces slower than 99 ms', traces({ minDurationUs: 99_000 }));
    const [one] = (await store.traces.searchTraces({ ...window, filter: {}, limit: 1 })).items;
    await measure('one trace', async () => (await store.traces.readTrace(one?.traceId ?? '')).length);
    await measure('log lines of one trace', logs({ traceId: one?.traceId }));
    await store.close();
  } finally {
    await database.stop();
  }
}

await main();
