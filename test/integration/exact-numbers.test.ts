import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatEdge } from '@/lib/mesh/graph/node-id';
import { getSignals, type SignalsAnswer } from '@/lib/protocol/api/signals';
import { AgentProcess } from './support/agent-process';
import { ConsoleProcess } from './support/console-process';
import { GrpcApp, listMessages } from './support/grpc-app';
import { MeshClient, runConcurrently } from './support/mesh-client';
import { ScriptedApp } from './support/scripted-app';
import { waitUntil } from './support/wait-until';

/** Counts by response code, `-` for no answer. */
type Counts = Record<string, number>;

let meshConsole: ConsoleProcess;
let client: MeshClient;
let caller: AgentProcess;
let feed: GrpcApp;
const apps: ScriptedApp[] = [];
const agents: AgentProcess[] = [];
/** What the client itself saw of every request to the shop after the warm-up, by code. */
const sent: Counts = {};

function count(code: number): void {
  const key = code === 0 ? '-' : String(code);
  sent[key] = (sent[key] ?? 0) + 1;
}

async function startService(name: string, version: string): Promise<ScriptedApp> {
  const app = await ScriptedApp.start();
  apps.push(app);
  agents.push(
    await AgentProcess.start(meshConsole, { name, namespace: 'exact', version, appPort: app.port }),
  );
  return app;
}

beforeAll(async () => {
  meshConsole = await ConsoleProcess.start();
  await startService('shop', 'v1');
  await startService('shop', 'v2');
  await startService('slow', 'v1');
  feed = await GrpcApp.start();
  agents.push(
    await AgentProcess.start(meshConsole, {
      ...{ name: 'feed', namespace: 'exact', version: 'v1', appPort: feed.port },
      extraArgs: ['--protocol', 'grpc'],
    }),
  );
  caller = await AgentProcess.start(meshConsole, { name: 'caller', namespace: 'exact' });
  agents.push(caller);
  client = new MeshClient(caller.outbound);
  await waitUntil('the caller to know both versions', async () => {
    const seen = new Set<string>();
    for (let i = 0; i < 20; i++) {
      const { code } = await client.send('http://shop.exact:9080/status/204');
      if (code !== 204) return undefined;
    }
    for (const app of apps.slice(0, 2)) if (app.seen.size > 0) seen.add(String(app.port));
    return seen.size === 2 ? true : undefined;
  });
});

afterAll(async () => {
  client?.close();
  await Promise.all(agents.map((agent) => agent.process.stop()));
  await Promise.all(apps.map((app) => app.close()));
  feed?.close();
  await meshConsole?.close();
});

async function readSignals(of: string, extra: Record<string, string> = {}): Promise<SignalsAnswer> {
  return meshConsole.get(getSignals, { of, window: 600, ...extra });
}

function countByCode({ codes }: SignalsAnswer): Counts {
  const counts: Counts = {};
  for (const { code, requests } of codes) counts[code] = (counts[code] ?? 0) + requests;
  return counts;
}

/** The counts once nothing of what was sent is still on its way. */
async function settledCounts(edge: string): Promise<Counts> {
  let last = -1;
  return waitUntil('the warm-up to be counted', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const counts = countByCode(await readSignals(edge));
    if (total(counts) === last) return counts;
    last = total(counts);
    return undefined;
  });
}

const total = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

describe('the console', () => {
  const edges = (target: string): string =>
    formatEdge('workload:exact/caller', `service:exact/${target}`, 'http');

  it('counts a known mix exactly, by edge and code', async () => {
    const edge = edges('shop');
    const before = await settledCounts(edge);
    const mix = [200, 200, 200, 200, 201, 204, 302, 404, 404, 418, 500, 503];
    const tasks = Array.from({ length: 600 }, (_, index) => async () => {
      const code = mix[index % mix.length] ?? 200;
      const bytes = (index % 7) * 1_500;
      const seen = await client.send(
        `http://shop.exact:9080/status/${code}?bytes=${code === 204 ? 0 : bytes}`,
        {
          ...(index % 3 === 0 ? { method: 'POST', body: Buffer.alloc(bytes, 0x79) } : {}),
        },
      );
      count(seen.code);
      // A client that tries again makes a second request; the mesh must count both.
      if (seen.code === 503) count((await client.send('http://shop.exact:9080/status/200')).code);
    });
    await runConcurrently(tasks, 16);
    const aborted = Array.from({ length: 12 }, () => async () => {
      count((await client.send('http://shop.exact:9080/hang', { abortAfterMs: 60 })).code);
    });
    await runConcurrently(aborted, 4);
    expect(sent['-']).toBe(12);

    const after = await waitUntil('all requests to be counted', async () => {
      const counts = countByCode(await readSignals(edge));
      return total(counts) - total(before) >= total(sent) ? counts : undefined;
    });
    for (const [code, requests] of Object.entries(before)) after[code] = (after[code] ?? 0) - requests;
    expect(Object.fromEntries(Object.entries(after).filter(([, requests]) => requests !== 0))).toEqual(sent);
  });

  it('counts the messages of gRPC streams exactly, there and back', async () => {
    const of = formatEdge('workload:exact/caller', 'service:exact/feed', 'grpc');
    await waitUntil('the caller to know the feed', async () => {
      const seen = await listMessages(caller.outbound, 'feed.exact:9080', 1, 'Warm').catch(() => 0);
      return seen === 1 ? true : undefined;
    });
    for (const messages of [5, 0, 7]) {
      expect(await listMessages(caller.outbound, 'feed.exact:9080', messages)).toBe(messages);
    }
    const counted = async () => {
      const { groups } = await readSignals(of, { by: 'operation' });
      const totals = groups.find(({ key }) => key.endsWith('/test.Feed/List'))?.totals;
      return [totals?.requests, totals?.requestMessages, totals?.responseMessages].join(' ');
    };
    await waitUntil('both sides to have reported all streams', async () =>
      (await counted()) === '3 3 12' ? true : undefined,
    );
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await counted()).toBe('3 3 12');
  });

  it('splits the same requests by version without losing one', async () => {
    const edge = edges('shop');
    const [whole, byVersion] = await Promise.all([readSignals(edge), readSignals(edge, { by: 'version' })]);
    const sum = byVersion.groups.reduce((requests, group) => requests + group.totals.requests, 0);
    expect(sum).toBe(whole.groups[0]?.totals.requests);
    expect(byVersion.groups.map((group) => group.key)).toEqual(expect.arrayContaining(['v1', 'v2']));
  });

  it('gives quantiles of injected latencies within 2 %', async () => {
    const delays = Array.from({ length: 400 }, (_, index) => 20 + (index % 100) * 3);
    await runConcurrently(
      delays.map((delay) => async () => {
        await client.send(`http://slow.exact:9080/status/200?delay=${delay}`);
      }),
      8,
    );
    const target = 'workload:exact/slow-v1';
    const signals = await waitUntil('all slow requests to be counted', async () => {
      const answer = await readSignals(target);
      return answer.groups[0]?.totals.requests === delays.length ? answer : undefined;
    });
    // What the destination's sidecar itself measured is the truth here: timers of Node add up to 2 ms to each delay.
    const logged = await waitUntil('all log lines', async () => {
      const url = new URL('/api/logs', meshConsole.url);
      url.search = new URLSearchParams({
        of: target,
        window: '600',
        reporter: 'destination',
        limit: '1000',
      }).toString();
      const { lines } = (await (await fetch(url)).json()) as { lines: { duration_us: number }[] };
      return lines.length === delays.length ? lines : undefined;
    });
    const durations = logged.map((line) => line.duration_us / 1000).sort((a, b) => a - b);
    for (const [name, q] of [
      ['p50', 0.5],
      ['p95', 0.95],
      ['p99', 0.99],
    ] as const) {
      // A quantile lies between two ranks; on a busy machine neighbours may be further apart than 2 %.
      const rank = Math.ceil(q * durations.length) - 1;
      const [below = Number.NaN, truth = Number.NaN, above = Number.NaN] = durations.slice(
        rank - 1,
        rank + 2,
      );
      const injected = [...delays].sort((a, b) => a - b)[Math.ceil(q * delays.length) - 1] ?? Number.NaN;
      expect(signals.groups[0]?.totals[name]).toBeGreaterThan(below * 0.98);
      expect(signals.groups[0]?.totals[name]).toBeLessThan(above * 1.02);
      expect(truth).toBeGreaterThanOrEqual(injected - 1);
    }
  });
});
