import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { ChainMesh } from '../integration/support/chain-mesh';
import { openRawHop } from './support/open-raw-hop';
import { RawClient } from './support/raw-http';
import {
  countWhole,
  printSampling,
  type SamplingRun,
  sumOf,
  talkBytesOf,
} from './support/retroactive-report';

/*
 * Sampling after the fact with real agents and a real console: RATE requests a second through HOPS hops, FAILING of them
 * answered 503 by the last one. Applications and clients are bare sockets, so that the processor is left to the agents; at
 * most OUTSTANDING requests are open, and a machine too slow for the rate is told from the rate it reached. First with every trace sampled, for the bytes of a request; then with 1 % sampled: how
 * many of the requests that failed have every span, and for how many bytes of spans and of talk about them.
 */

const RATE = Number(process.env.RATE ?? 1_000);
const HOPS = Number(process.env.HOPS ?? 5);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 30);
const FAILING = Number(process.env.FAILING ?? 0.01);
const OUTSTANDING = 200;
const SPANS = HOPS * 2;
const SETTLE_MS = 8_000;

async function main(): Promise<void> {
  const full = await run('100', async () => undefined);
  let whole = 0;
  const retro = await run('1', async (mesh, { failed }) => {
    whole = await countWhole(mesh.console, failed, SPANS);
  });
  printSampling(`Sampling after the fact, ${HOPS} hops`, full, retro, whole);
}

async function run(
  sampling: string,
  check: (mesh: ChainMesh, run: SamplingRun) => Promise<void>,
): Promise<SamplingRun> {
  const consoleArgs = ['--sampling', sampling];
  const mesh = await ChainMesh.start(HOPS, { consoleArgs, namespace: 'bench', openHop: openRawHop });
  const client = new RawClient(mesh.agents[0]?.outbound ?? '');
  try {
    const before = await readCounters(mesh);
    const startedAt = performance.now();
    const failed: string[] = [];
    const pending = new Set<Promise<void>>();
    let sent = 0;
    for (let due = 0; performance.now() - startedAt < SECONDS * 1_000; ) {
      due = Math.min(due + OUTSTANDING, Math.floor(((performance.now() - startedAt) / 1_000) * RATE));
      for (; sent < due && pending.size < OUTSTANDING; sent++) {
        const traceId = randomBytes(16).toString('hex');
        const path = Math.random() < FAILING ? '/status/503' : '/status/200';
        const request = client.ask(headOf(path, traceId)).then((code) => {
          pending.delete(request);
          if (code >= 500) failed.push(traceId);
        });
        pending.add(request);
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await Promise.all(pending);
    const seconds = (performance.now() - startedAt) / 1_000;
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const after = await readCounters(mesh);
    const asked = after.asked - before.asked;
    const alerts = after.alerts - before.alerts;
    const result: SamplingRun = {
      requests: sent,
      rate: sent / seconds,
      failed,
      spanBytes: after.spanBytes - before.spanBytes,
      talkBytes: talkBytesOf(alerts, asked, mesh.agents.length),
      slow: after.slow - before.slow,
      evicted: after.evicted - before.evicted,
    };
    await check(mesh, result);
    return result;
  } finally {
    client.close();
    await mesh.close();
  }
}

function headOf(path: string, traceId: string): string {
  const spanId = randomBytes(8).toString('hex');
  return [
    `GET http://hop-1.bench:9080${path} HTTP/1.1`,
    'host: hop-1.bench:9080',
    `x-b3-traceid: ${traceId}`,
    `x-b3-spanid: ${spanId}`,
    '\r\n',
  ].join('\r\n');
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

await main();
