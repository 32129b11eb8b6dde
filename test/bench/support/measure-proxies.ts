import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readCpuUs, readRssMb } from './process-cost';
import type { BenchServer } from './proxies';

const run = promisify(execFile);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);

/** What a run of a client did. */
export interface LoadResult {
  requests: number;
  failed: number;
  seconds: number;
}

/** Puts load on a server for so many seconds. */
export type Load = (server: BenchServer, seconds: number) => Promise<LoadResult>;

export interface ProxyCost {
  proxy: string;
  cpuUsPerRequest: number;
  requestsPerSecond: number;
  rssIdleMb: number;
  rssLoadMb: number;
  failedRequests: number;
  /** CPU a request of the first server divided by this one's. */
  shareOfFirst: number;
}

/** Loads the servers in turn, some rounds each, so that a busy machine harms all alike. */
export async function measureProxies(servers: readonly BenchServer[], load: Load): Promise<ProxyCost[]> {
  const idle = servers.map((server) => readRssMb(server.pid));
  const sums = servers.map(() => ({ requests: 0, failed: 0, seconds: 0, cpuUs: 0, rssMb: 0 }));
  for (const server of servers) await load(server, 1);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [at, server] of servers.entries()) {
      const before = readCpuUs(server.pid);
      const { failed, requests, seconds } = await load(server, SECONDS);
      const sum = sums[at];
      if (sum === undefined) continue;
      sum.requests += requests;
      sum.failed += failed;
      sum.seconds += seconds;
      sum.cpuUs += readCpuUs(server.pid) - before;
      sum.rssMb = Math.max(sum.rssMb, readRssMb(server.pid));
    }
  }
  const first = sums[0] === undefined ? 0 : sums[0].cpuUs / sums[0].requests;
  return sums.map((sum, at) => ({
    proxy: servers[at]?.name ?? '',
    cpuUsPerRequest: sum.cpuUs / sum.requests,
    requestsPerSecond: sum.requests / sum.seconds,
    rssIdleMb: idle[at] ?? 0,
    rssLoadMb: sum.rssMb,
    failedRequests: sum.failed,
    shareOfFirst: first / (sum.cpuUs / sum.requests),
  }));
}

/** `wrk` on one core: the least a client can cost. */
export function wrkLoad(core: number, connections: number, headers: readonly string[] = []): Load {
  return async ({ port }, seconds) => {
    const url = `http://127.0.0.1:${port}/reviews/0`;
    const flags = headers.flatMap((header) => ['-H', header]);
    const args = ['-c', String(core), 'wrk', '-t1', `-c${connections}`, `-d${seconds}s`, ...flags, url];
    const { stdout } = await run('taskset', args);
    const refused = /Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? 0;
    const broken = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(stdout);
    const failed = [refused, ...(broken?.slice(1) ?? [])].reduce<number>((sum, one) => sum + Number(one), 0);
    return { requests: Number(/(\d+) requests in/.exec(stdout)?.[1] ?? 0), failed, seconds };
  };
}

/** Of `load-client.mjs`. */
export interface ClientOptions {
  readonly kind: 'http1' | 'https' | 'h2c' | 'grpc';
  readonly connections: number;
  readonly streams?: number;
  readonly rate?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly tls?: Readonly<Record<string, unknown>>;
}

export interface ClientResult extends LoadResult {
  p50: number;
  p95: number;
  p99: number;
}

/** Our own client on one core, for what `wrk` cannot do. */
export async function runClient(
  core: number,
  port: number,
  seconds: number,
  options: ClientOptions,
): Promise<ClientResult> {
  const script = new URL('load-client.mjs', import.meta.url).pathname;
  const text = JSON.stringify({ ...options, port, seconds });
  const { stdout } = await run('taskset', ['-c', String(core), process.execPath, script, text]);
  return { ...JSON.parse(stdout), seconds };
}

export function clientLoad(core: number, options: ClientOptions): Load {
  return (server, seconds) => runClient(core, server.port, seconds, options);
}

export function costTable(costs: readonly ProxyCost[]): string {
  const rows = costs.map((cost) => {
    const share = `${Math.round(cost.shareOfFirst * 100)} %`;
    const rss = `${cost.rssIdleMb.toFixed(0)} / ${cost.rssLoadMb.toFixed(0)}`;
    const rate = Math.round(cost.requestsPerSecond);
    return `| ${cost.proxy} | ${cost.cpuUsPerRequest.toFixed(1)} | ${share} | ${rate} | ${rss} |`;
  });
  return [
    '| proxy | CPU us a request | share of nginx | requests/s | RSS idle / load MB |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
