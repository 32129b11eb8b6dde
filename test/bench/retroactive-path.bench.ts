import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { ConsoleProcess } from '../integration/support/console-process';
import { RecordedChain } from './support/recorded-chain';
import {
  countWhole,
  printSampling,
  type SamplingRun,
  sumOf,
  talkBytesOf,
} from './support/retroactive-report';

/*
 * Sampling after the fact at a rate that real proxies on this machine may not reach: RATE requests a second through HOPS
 * hops are recorded by real agents, whose listeners alone are missing; ring, alerts, wire, console and store are the
 * product's. FAILING of the requests end in a 503 of the last hop. First with every trace sampled, for the bytes of a
 * request; then with SAMPLING of them.
 */

const RATE = Number(process.env.RATE ?? 1_000);
const HOPS = Number(process.env.HOPS ?? 5);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 60);
const FULL_SECONDS = Math.min(SECONDS, 20);
const FAILING = Number(process.env.FAILING ?? 0.01);
const SAMPLING = 0.01;
const SETTLE_MS = 10_000;

async function main(): Promise<void> {
  const full = await run(1, FULL_SECONDS);
  const retro = await run(SAMPLING, SECONDS);
  printSampling(`Sampling after the fact, ${HOPS} hops, recorded`, full.run, retro.run, retro.whole);
}

async function run(sampling: number, seconds: number): Promise<{ run: SamplingRun; whole: number }> {
  const console = await ConsoleProcess.start();
  const chain = await RecordedChain.start(console, HOPS);
  try {
    const failed: string[] = [];
    const startedAt = performance.now();
    let sent = 0;
    for (let elapsed = 0; elapsed < seconds; elapsed = (performance.now() - startedAt) / 1_000) {
      for (const due = elapsed * RATE; sent < due; sent++) {
        const traceId = randomBytes(16).toString('hex');
        const isFailing = Math.random() < FAILING;
        chain.record({ traceId, code: isFailing ? 503 : 200, sampled: Math.random() < sampling });
        if (isFailing) failed.push(traceId);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const rate = sent / ((performance.now() - startedAt) / 1_000);
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const own = await (await fetch(`${console.url}/metrics`)).text();
    const total = (of: (agent: RecordedChain['agents'][number]) => number) =>
      chain.agents.reduce((sum, agent) => sum + of(agent), 0);
    const asked = sumOf(own, 'meshscope_console_collected_traces_total');
    const alerts = total(({ recorder }) => recorder.collector?.alerts.raised ?? 0);
    const result: SamplingRun = {
      requests: sent,
      rate,
      failed,
      spanBytes: total(({ buffer }) => buffer.spanBytes),
      talkBytes: talkBytesOf(alerts, asked, chain.agents.length),
      slow: sumOf(own, 'meshscope_console_collected_traces_total\\{reason="slow"\\}'),
      evicted: total(({ recorder }) => recorder.collector?.ring.evicted ?? 0),
    };
    return { run: result, whole: await countWhole(console, failed, HOPS * 2) };
  } finally {
    await chain.stop();
    await console.close();
  }
}

await main();
