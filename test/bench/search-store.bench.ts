import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { planTraceSearch } from '../../lib/mesh/trace/query/plan-trace-search';
import { printSearchFields } from '../../lib/mesh/trace/query/print-search-fields';
import { readSpanQuery } from '../../lib/server/query/read-span-query';
import { createStore } from '../../lib/server/store/create-store';
import { MIGRATIONS_DIR, TestDatabase } from '../integration/support/test-database';
import { fillStore } from './support/fill-store';
import { quantileOf } from './support/report';

/*
 * How long people wait for logs and traces: BENCH_SPANS spans and BENCH_LINES log lines over six hours, of 200 services and
 * of one that is called once in 10,000 requests. Aims at ten million spans: p95 300 ms for the common filters, 20 ms for a
 * trace by its id. ONLY (a pattern) picks among the searches; the rows are filled in all the same.
 */

const SPANS = Number(process.env.BENCH_SPANS ?? 10_000_000);
const LINES = Number(process.env.BENCH_LINES ?? 5_000_000);
const HOUR_MS = 3_600_000;
const HOURS = 6;
const ROUNDS = Number(process.env.ROUNDS ?? 20);
const ONLY = new RegExp(process.env.ONLY ?? '');
/** Spans of one trace; see `fillStore`. */
const SPANS_A_TRACE = 5;

async function measure(name: string, work: () => Promise<number>, rounds = ROUNDS): Promise<void> {
  if (!ONLY.test(name)) return;
  const times: number[] = [];
  let found = 0;
  for (let i = 0; i < rounds; i++) {
    const startedAt = performance.now();
    found = await work();
    times.push(performance.now() - startedAt);
  }
  const [first = 0, ...rest] = times;
  const [p50, p95] = [quantileOf(rest, 0.5), quantileOf(rest, 0.95)];
  console.log(
    `${name}: first ${first.toFixed(0)} ms, then p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms (${found} found)`,
  );
}

/** The trace that a row of `fillStore` belongs to. */
function traceIdAt(row: number): string {
  return createHash('md5')
    .update(`trace${Math.floor(row / SPANS_A_TRACE)}`)
    .digest('hex');
}

async function main(): Promise<void> {
  const database = await TestDatabase.start();
  try {
    const connection = await database.create();
    const store = await createStore({ connection, migrationsDir: MIGRATIONS_DIR });
    const toMs = Date.now();
    const window = { fromMs: toMs - HOURS * HOUR_MS, toMs };
    const hour = { fromMs: toMs - HOUR_MS, toMs };
    for (const [table, rows] of [
      ['spans', SPANS],
      ['access_logs', LINES],
    ] as const) {
      if (rows === 0) continue;
      const startedAt = performance.now();
      const bytes = await fillStore(connection, table, { rows, ...window });
      const seconds = (performance.now() - startedAt) / 1_000;
      console.log(
        `${table}: ${rows} rows in ${seconds.toFixed(0)} s, ${bytes.toFixed(0)} bytes a row with its indexes`,
      );
    }
    const logs =
      (filter: object, from = window) =>
      async () =>
        (await store.logs.searchLogs({ ...from, filter, limit: 100 })).items.length;
    const traces =
      (filter: object, from = window) =>
      async () =>
        (await store.traces.searchTraces({ ...from, filter, limit: 50 })).items.length;
    if (LINES > 0) {
      await measure('newest 100 log lines', logs({}));
      await measure('log lines of a busy service', logs({ service: 'service-7' }));
      await measure('log lines of a rare service', logs({ service: 'rare' }));
      await measure('log lines of a service never called', logs({ service: 'nobody' }));
      await measure('log lines of a rare workload', logs({ workload: 'rare-v1' }));
      await measure('log lines with a rare path', logs({ pathContains: `/items/${Math.floor(LINES / 3)}` }));
      await measure('failed log lines', logs({ codeClasses: [0, 5] }));
      await measure('failed log lines of a rare service', logs({ codeClasses: [0, 5], service: 'rare' }));
      await measure(
        'log histogram of 1 h',
        async () => (await store.logs.countLogs(hour, 60_000, {})).length,
      );
    }
    if (SPANS > 0) {
      await measure('newest 50 traces', traces({}));
      await measure('traces of a busy service', traces({ service: 'service-7' }));
      await measure('traces of a rare service', traces({ service: 'rare' }));
      await measure('traces of an operation', traces({ operation: 'PUT /items/7' }));
      await measure(
        'traces of an operation of a service',
        traces({ service: 'service-7', operation: 'PUT' }),
      );
      await measure('failed traces', traces({ status: 'error' }));
      await measure('failed traces of a service', traces({ status: 'error', service: 'service-100' }));
      await measure('traces slower than 99 ms', traces({ minDurationUs: 99_000 }));
      await measure('traces slower than 99.99 ms', traces({ minDurationUs: 99_990 }));
      await measure('traces with a frequent tag', traces({ tags: { 'user.tier': 'gold' } }));
      await measure('traces with a tag on 1 % of the spans', traces({ tags: { 'http.status_code': '503' } }));
      await measure('traces with a rare tag, 1 h', traces({ tags: { 'feature.flag': 'new-cart' } }, hour));
      await measure('traces with a rare tag', traces({ tags: { 'feature.flag': 'new-cart' } }));
      const asked = (fields: Parameters<typeof printSearchFields>[0]) =>
        traces(planTraceSearch(readSpanQuery(`{ ${printSearchFields(fields).join(' && ')} }`)));
      await measure('traces of an edge', asked({ caller: 'service-6.shop', callee: 'service-6' }));
      await measure('traces of a rare edge', asked({ caller: 'rare.shop', callee: 'service-0' }));
      await measure(
        'traces of an edge that is never used',
        asked({ caller: 'service-6', callee: 'service-7' }),
      );
      await measure('traces with a path', asked({ path: '/items/12' }));
      await measure('traces with a rare path', asked({ path: `/items/${Math.floor(SPANS / 3)}` }));
      await measure('traces with a path that nobody has', asked({ path: '/nowhere/1' }));
      await measure('traces with a flag', asked({ flag: 'UF' }));
      await measure('traces with a flag on one span in 100,000', asked({ flag: 'URX' }));
      const meaning = (query: string) => traces(planTraceSearch(readSpanQuery(query)));
      await measure('whole traces longer than 99 % of all', meaning('{ trace:duration > 99500us }'));
      await measure(
        'whole traces longer than 99 % through a service',
        meaning('{ trace:duration > 99500us && resource.service.name = "service-7" }'),
      );
      await measure(
        'whole traces longer than any',
        meaning('{ trace:duration > 1h && resource.service.name = "service-7" }'),
        3,
      );
      await measure(
        'whole traces of two sets, counted',
        meaning('{ resource.service.name = "service-7" } && { status = error } | count() > 1'),
      );
      await measure('traces of a principal', asked({ principal: 'cluster.local/ns/shop/sa/service-9' }));
      await measure('traces of a rare principal', asked({ principal: 'cluster.local/ns/shop/sa/rare' }));
      await measure('traces of a revision', asked({ version: 'v1' }));
      await measure(
        'heat map of failed spans',
        async () => (await store.traces.countDurations(window, 120_000, { status: 'error' })).cells.length,
      );
      // Another one each time: the same one again would come from memory.
      await measure(
        'one trace by its id',
        async () => (await store.traces.readTrace(traceIdAt(Math.random() * SPANS))).length,
        ROUNDS * 20,
      );
    }
    await store.close();
  } finally {
    await database.stop();
  }
}

await main();
