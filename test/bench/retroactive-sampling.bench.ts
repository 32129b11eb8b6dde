import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { getTrace } from '../../lib/protocol/api/traces';
import { ChainMesh } from '../integration/support/chain-mesh';
import { printReport } from './support/report';

/*
 * Sampling after the fact with real agents and a real console: RATE requests a second through HOPS hops, FAILING of them
 * answered 503 by the last one. First with every trace sampled, for the bytes of a request; then with 1 % sampled: how
 * many of the requests that failed have every span, and for how many bytes of spans and of talk about them.
 */

const RATE = Number(process.env.RATE ?? 1_000);
const HOPS = Number(process.env.HOPS ?? 5);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 30);
const FAILING = Number(process.env.FAILING ?? 0.02);
const SPANS = HOPS * 2;
const SETTLE_MS = 8_000;

interface Run {
  requests: number;
  rate: number;
  failed: string[];
  spanBytes: number;
  /** What alerts and wishes weigh on the wire, as their JSON. */
  talkBytes: number;
  slow: number;
  evicted: number;
}

async function main(): Promise<void> {
  const full = await run('100', async () => undefined);
  let whole = 0;
  let lost = 0;
  const retro = await run('1', async (mesh, { failed }) => {
    for (const id of failed) {
      // Straight from the store's answer: by now nothing would still be collected for this look.
      const found = await mesh.console.get(getTrace, {}, { id }).catch(() => ({ spans: [] }));
      if (found.spans.length === SPANS) whole++;
      else lost++;
    }
  });
  const fullBytes = full.spanBytes / full.requests;
  const retroBytes = (retro.spanBytes + retro.talkBytes) / retro.requests;
  printReport(`Sampling after the fact, ${HOPS} hops`, [
    { measure: 'requests a second', value: retro.rate.toFixed(0) },
    { measure: 'requests that failed', value: String(retro.failed.length) },
    {
      measure: 'of those with every span',
      value: `${((whole / Math.max(1, whole + lost)) * 100).toFixed(2)} %`,
      peer: 'aim 99 %',
    },
    { measure: 'slow requests collected too', value: String(retro.slow) },
    { measure: 'kept spans evicted before their time', value: String(retro.evicted) },
    {
      measure: 'bytes of spans a request, with alerts and wishes',
      value: retroBytes.toFixed(0),
      peer: `all sampled ${fullBytes.toFixed(0)}`,
      ratio: `${((retroBytes / fullBytes) * 100).toFixed(2)} % (aim 5 %)`,
    },
  ]);
}

async function run(sampling: string, check: (mesh: ChainMesh, run: Run) => Promise<void>): Promise<Run> {
  const mesh = await ChainMesh.start(HOPS, { consoleArgs: ['--sampling', sampling], namespace: 'bench' });
  try {
    const before = await readCounters(mesh);
    const startedAt = performance.now();
    const failed: string[] = [];
    const pending = new Set<Promise<void>>();
    let sent = 0;
    while (performance.now() - startedAt < SECONDS * 1_000) {
      const due = Math.floor(((performance.now() - startedAt) / 1_000) * RATE);
      for (; sent < due; sent++) {
        const isFailing = Math.random() < FAILING;
        const traceId = randomBytes(16).toString('hex');
        const headers = { 'x-b3-traceid': traceId, 'x-b3-spanid': randomBytes(8).toString('hex') };
        const request = mesh.send(isFailing ? '/status/503' : '/status/200', headers).then(({ code }) => {
          pending.delete(request);
          if (code >= 500) failed.push(traceId);
        });
        pending.add(request);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await Promise.all(pending);
    const seconds = (performance.now() - startedAt) / 1_000;
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const after = await readCounters(mesh);
    const asked = after.asked - before.asked;
    const alerts = after.alerts - before.alerts;
    const entry = '["00000000000000000000000000000000","error"],'.length;
    const result: Run = {
      requests: sent,
      rate: sent / seconds,
      failed,
      spanBytes: after.spanBytes - before.spanBytes,
      talkBytes: (alerts + asked * mesh.agents.length) * entry,
      slow: after.slow - before.slow,
      evicted: after.evicted - before.evicted,
    };
    await check(mesh, result);
    return result;
  } finally {
    await mesh.close();
  }
}

async function readCounters(mesh: ChainMesh) {
  const agents = (await Promise.all(mesh.agents.map((agent) => agent.scrape()))).join('\n');
  const own = await (await fetch(`${mesh.console.url}/metrics`)).text();
  return {
    spanBytes: sumOf(agents, 'meshscope_agent_span_bytes_total'),
    evicted: sumOf(agents, 'meshscope_agent_kept_spans_evicted_total'),
    alerts: sumOf(agents, 'meshscope_agent_trace_alerts_total'),
    asked: sumOf(own, 'meshscope_console_collected_traces_total'),
    slow: sumOf(own, 'meshscope_console_collected_traces_total\\{reason="slow"\\}'),
  };
}

function sumOf(text: string, name: string): number {
  const pattern = new RegExp(`^${name}(?:\\{[^}]*\\})? ([\\d.e+]+)$`, 'gm');
  return [...text.matchAll(pattern)].reduce((sum, [, value]) => sum + Number(value), 0);
}

await main();
