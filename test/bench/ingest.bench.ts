/**
 * Ingest from end to end: agents over real WebSockets into a real console with its embedded PostgreSQL, while a browser
 * follows the graph. Aim: 10,000 spans, 10,000 log lines and 10,000 points a second for a minute, nothing lost, event-loop
 * delay p99 under 50 ms. INGEST_SECONDS and INGEST_RATE change length and rate.
 */
import { performance } from 'node:perf_hooks';
import { WebSocket } from 'ws';
import type { AccessLogEntry } from '@/lib/mesh/log/access-log-entry';
import type { SeriesLabels } from '@/lib/mesh/metrics/series-labels';
import type { Span } from '@/lib/mesh/trace/span';
import { getConsole } from '@/lib/protocol/api/console';
import { LIVE_PATH } from '@/lib/protocol/live/live-message';
import { agentToken } from '../integration/support/agent-token';
import { ConsoleProcess } from '../integration/support/console-process';
import { ScriptedAgent, type ScriptedBatch } from '../integration/support/scripted-agent';
import { labelsOf, logOf, pointOf, spanOf } from '../integration/support/telemetry-samples';
import { cpuSeconds, processTree, residentBytes } from './support/process-memory';
import { printReport, quantileOf } from './support/report';

const SECONDS = Number(process.env.INGEST_SECONDS ?? 60);
/** Of each kind: points, log lines, spans. */
const RATE = Number(process.env.INGEST_RATE ?? 10_000);
const AGENTS = 20;
const BATCHES_PER_SECOND = 2;
const ROWS = Math.round(RATE / AGENTS / BATCHES_PER_SECOND);
const SERVICES = 100;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

function seriesOf(agent: number): SeriesLabels[] {
  return Array.from({ length: ROWS }, (_, i) => {
    const name = `service-${(agent * 7 + i) % SERVICES}`;
    return labelsOf({
      reporter: i % 2 === 0 ? 'source' : 'destination',
      source_workload: `service-${agent}-v1`,
      source_workload_namespace: 'bench',
      source_app: `service-${agent}`,
      source_canonical_service: `service-${agent}`,
      destination_workload: `${name}-v1`,
      destination_workload_namespace: 'bench',
      destination_app: name,
      destination_canonical_service: name,
      destination_service: `${name}.bench.svc.cluster.local`,
      destination_service_name: name,
      destination_service_namespace: 'bench',
      request_protocol: 'http',
      response_code: i % 50 === 0 ? '503' : '200',
      request_operation: `GET /items/${i % 10}/{id}`,
    });
  });
}

let spanCount = 0;
function batchOf(series: readonly SeriesLabels[]): ScriptedBatch {
  const now = Date.now();
  const logs: AccessLogEntry[] = [];
  const spans: Span[] = [];
  for (let i = 0; i < ROWS; i++) {
    const id = ++spanCount;
    const trace_id = hex(Math.ceil(id / 6), 32).replace(/^0/, 'b');
    const span_id = hex(id, 16).replace(/^0/, 'a');
    logs.push(logOf({ start_time: now - (i % 500), trace_id, span_id, path: `/items/${i % 10}/${id}` }));
    spans.push(
      spanOf({ start_us: (now - (i % 500)) * 1_000, trace_id, span_id, duration_us: 1_000 + (id % 90_000) }),
    );
  }
  const second = Math.floor(now / 1_000);
  const points = series.map((labels, i) => ({
    labels,
    second,
    point: pointOf(1 + (i % 3), 500 + ((i * 97) % 50_000)),
  }));
  return { points, logs, spans };
}

async function metric(target: ConsoleProcess, name: string): Promise<number> {
  const text = await (await fetch(`${target.url}/metrics`)).text();
  return Number(new RegExp(`^meshscope_console_${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
}

const target = await ConsoleProcess.start();
const token = await agentToken(target);
const agents = await Promise.all(
  Array.from({ length: AGENTS }, async (_, i) => {
    const agent = new ScriptedAgent({ url: target.url, token, agentId: `bench-${i}` });
    await agent.start();
    return { agent, series: seriesOf(i) };
  }),
);
const browser = new WebSocket(target.url.replace('http', 'ws') + LIVE_PATH);
let deltas = 0;
browser.on('open', () => {
  const params = { type: 'workload', window: '60' };
  browser.send(JSON.stringify({ type: 'subscribe', id: 1, topic: 'graph', params }));
});
browser.on('message', (data) => {
  if (data.toString().startsWith('{"type":"delta"')) deltas++;
});

const pids = processTree(target.process.pid);
const cpuBefore = pids.map(cpuSeconds);
const delays: number[] = [];
const commits: number[] = [];
let worstUnacked = 0;
const started = performance.now();
const turns = SECONDS * BATCHES_PER_SECOND * AGENTS;
for (let turn = 0; turn < turns; turn++) {
  const due = started + (turn * 1_000) / (BATCHES_PER_SECOND * AGENTS);
  const wait = due - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  const one = agents[turn % AGENTS];
  if (one !== undefined) one.agent.push(batchOf(one.series));
  worstUnacked = Math.max(worstUnacked, one?.agent.unackedBatches ?? 0);
  if (turn % (5 * BATCHES_PER_SECOND * AGENTS) === 0 && turn > 0) {
    const { eventLoopDelayP99Ms, ingest } = await target.get(getConsole);
    delays.push(eventLoopDelayP99Ms);
    commits.push(ingest.commitMsP99 ?? 0);
  }
}
const sentAfter = (performance.now() - started) / 1_000;
await Promise.all(agents.map(({ agent }) => agent.drain(120_000)));
const drainedAfter = (performance.now() - started) / 1_000;
const state = await target.get(getConsole);
const cpu = processTree(target.process.pid).map(
  (pid, i) => cpuSeconds(pid) - (pids[i] === pid ? (cpuBefore[i] ?? 0) : 0),
);
const stored = {
  points: await metric(target, 'store_points_total'),
  logs: await metric(target, 'store_logs_total'),
  spans: await metric(target, 'store_spans_total'),
};
const pushed = turns * ROWS;
const lost = 3 * pushed - stored.points - stored.logs - stored.spans;
const rss = residentBytes(target.process.pid) / 2 ** 20;
for (const { agent } of agents) agent.stop();
browser.terminate();
await target.close();

const [main = 0, ...database] = cpu;
printReport(`Ingest: ${RATE} points, log lines and spans a second each, for ${SECONDS} s, ${AGENTS} agents`, [
  { measure: 'rows stored a second, all kinds', value: ((3 * pushed) / drainedAfter).toFixed(0) },
  { measure: 'rows lost', value: String(lost) },
  { measure: 'time behind the senders at the end', value: `${(drainedAfter - sentAfter).toFixed(1)} s` },
  {
    measure: 'senders behind their schedule at the end',
    value: `${Math.max(0, sentAfter - SECONDS).toFixed(1)} s`,
  },
  { measure: 'event-loop delay p99 (last 30-60 s)', value: `${state.eventLoopDelayP99Ms.toFixed(1)} ms` },
  { measure: 'event-loop delay p99, worst seen', value: `${Math.max(0, ...delays).toFixed(1)} ms` },
  { measure: 'receipt to commit p99, median of samples', value: `${quantileOf(commits, 0.5).toFixed(0)} ms` },
  { measure: 'batches unacknowledged of one agent, worst', value: String(worstUnacked) },
  { measure: 'graph updates to a browser', value: String(deltas) },
  { measure: 'CPU of the console, cores', value: (main / drainedAfter).toFixed(2) },
  {
    measure: 'CPU of its PostgreSQL, cores',
    value: (database.reduce((a, b) => a + b, 0) / drainedAfter).toFixed(2),
  },
  { measure: 'memory of the console', value: `${rss.toFixed(0)} MiB` },
]);
process.exit(lost === 0 ? 0 : 1);
