/**
 * The sidecar against nginx and haproxy as reverse proxies: 1 kB body, keep-alive, 32 connections, each proxy on one
 * core of its own, client and app on another. Rounds alternate, so that a busy machine harms all alike; read ratios.
 * BENCH_SECONDS (5) a round, BENCH_ROUNDS (3), BENCH_JSON a file for the result.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readCpuUs, readRssMb } from './support/process-cost';
import {
  type BenchServer,
  isInstalled,
  startAgent,
  startApp,
  startHaproxy,
  startNginx,
  stopAll,
} from './support/proxies';
import { startSinkConsole } from './support/sink-console';

const run = promisify(execFile);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const CONNECTIONS = 32;
const AIM = { cpuUs: 30, rssMb: 70 };

interface Measure {
  requests: number;
  cpuUs: number;
  failed: number;
  seconds: number;
  rssMb: number;
}

interface Result {
  proxy: string;
  cpuUsPerRequest: number;
  requestsPerSecond: number;
  rssIdleMb: number;
  rssLoadMb: number;
  failedRequests: number;
  /** nginx's CPU a request divided by this one's. */
  shareOfNginx: number;
}

async function load(server: BenchServer, core: number, seconds: number): Promise<Measure> {
  const before = readCpuUs(server.pid);
  const url = `http://127.0.0.1:${server.port}/reviews/0`;
  const args = ['-c', String(core), 'wrk', '-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, url];
  const { stdout } = await run('taskset', args);
  const requests = Number(/(\d+) requests in/.exec(stdout)?.[1] ?? 0);
  const errors = /Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? 0;
  const socketErrors =
    /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(stdout)?.slice(1) ?? [];
  const failed = [errors, ...socketErrors].reduce<number>((sum, count) => sum + Number(count), 0);
  return { requests, failed, cpuUs: readCpuUs(server.pid) - before, seconds, rssMb: readRssMb(server.pid) };
}

function summarize(
  server: BenchServer,
  idleMb: number,
  rounds: readonly Measure[],
): Omit<Result, 'shareOfNginx'> {
  const sum = (pick: (round: Measure) => number) => rounds.reduce((total, round) => total + pick(round), 0);
  return {
    proxy: server.name,
    cpuUsPerRequest: sum((round) => round.cpuUs) / sum((round) => round.requests),
    requestsPerSecond: sum((round) => round.requests) / sum((round) => round.seconds),
    rssIdleMb: idleMb,
    rssLoadMb: Math.max(...rounds.map((round) => round.rssMb)),
    failedRequests: sum((round) => round.failed),
  };
}

function toMarkdown(results: readonly Result[]): string {
  const rows = results.map((result) => {
    const cpu = result.cpuUsPerRequest.toFixed(1);
    const share = `${Math.round(result.shareOfNginx * 100)} %`;
    const rss = `${result.rssIdleMb.toFixed(0)} / ${result.rssLoadMb.toFixed(0)}`;
    return `| ${result.proxy} | ${cpu} | ${share} | ${Math.round(result.requestsPerSecond)} | ${rss} |`;
  });
  return [
    '| proxy | CPU us a request | share of nginx | requests/s | RSS idle / load MB |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

async function main(): Promise<void> {
  const missing = ['nginx', 'haproxy', 'wrk', 'taskset'].filter((program) => !isInstalled(program));
  if (missing.length > 0 || availableParallelism() < 2) {
    console.log(`Skipped: this benchmark needs two cores and ${missing.join(', ') || 'no more programs'}`);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'proxy-bench-'));
  const sink = await startSinkConsole();
  try {
    const app = await startApp(folder, 1);
    const servers = [
      await startNginx(folder, 0, app.port),
      await startHaproxy(folder, 0, app.port),
      await startAgent(folder, 0, app.port, sink),
    ];
    const idle = servers.map((server) => readRssMb(server.pid));
    const rounds = servers.map((): Measure[] => []);
    for (const server of servers) await load(server, 1, 1);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [at, server] of servers.entries()) rounds[at]?.push(await load(server, 1, SECONDS));
    }
    const summaries = servers.map((server, at) => summarize(server, idle[at] ?? 0, rounds[at] ?? []));
    const nginxUs = summaries[0]?.cpuUsPerRequest ?? 0;
    const results = summaries.map((summary) => ({
      ...summary,
      shareOfNginx: nginxUs / summary.cpuUsPerRequest,
    }));
    const report = {
      date: new Date().toISOString(),
      node: process.version,
      connections: CONNECTIONS,
      aim: AIM,
      results,
    };
    if (process.env.BENCH_JSON !== undefined)
      writeFileSync(process.env.BENCH_JSON, JSON.stringify(report, null, 2));
    console.log(JSON.stringify(report));
    console.log(`\n${toMarkdown(results)}`);
    if (sink.batches() === 0)
      throw new Error('The sidecar reported nothing: this measured less than it says');
    process.exitCode = results.some((result) => result.failedRequests > 0) ? 1 : 0;
  } finally {
    await stopAll();
    sink.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
