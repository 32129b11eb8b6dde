/**
 * What a proxy adds to a request at 1,000 requests a second, a rate that bores all of them: latencies are counted from
 * when a request was due, not from when it was sent, and what the app alone takes is subtracted. Rounds alternate.
 * BENCH_SECONDS (5) a round, BENCH_ROUNDS (3), BENCH_RATE (1000).
 */
import { runClient } from './support/measure-proxies';
import { startAgent, startApp, startHaproxy, startNginx } from './support/proxies';
import { quantileOf } from './support/report';
import { routedMesh } from './support/routed-mesh';
import { startSinkConsole } from './support/sink-console';
import { CORES, withBench } from './support/with-bench';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const RATE = Number(process.env.BENCH_RATE ?? 1_000);
const QUANTILES = ['p50', 'p95', 'p99'] as const;

await withBench(['nginx', 'haproxy'], async (folder) => {
  const app = await startApp(folder, CORES.load);
  const sink = await startSinkConsole({ snapshot: routedMesh(app.port) });
  const routed = await startAgent(folder, CORES.proxy, {
    name: 'meshscope, outbound, routing rules',
    console: sink,
  });
  const servers = [
    app,
    await startNginx(folder, CORES.proxy, app.port),
    await startHaproxy(folder, CORES.proxy, app.port),
    await startAgent(folder, CORES.proxy, { name: 'meshscope, inbound', console: sink, appPort: app.port }),
    routed,
  ];
  const rounds = servers.map(() => ({
    p50: [] as number[],
    p95: [] as number[],
    p99: [] as number[],
    failed: 0,
  }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [at, server] of servers.entries()) {
      const headers: Record<string, string> = server === routed ? { host: 'reviews' } : {};
      const client = { kind: 'http1', connections: 64, rate: RATE, headers } as const;
      const result = await runClient(CORES.load, server.port, SECONDS, client);
      for (const quantile of QUANTILES) rounds[at]?.[quantile].push(result[quantile]);
      if (rounds[at] !== undefined) rounds[at].failed += result.failed;
    }
  }
  // The middle round: one that met a busy moment of the machine says nothing of a proxy.
  const direct = rounds[0];
  const added = servers.slice(1).map((server, at) => {
    const of = (quantile: (typeof QUANTILES)[number]) =>
      quantileOf(rounds[at + 1]?.[quantile] ?? [], 0.5) - quantileOf(direct?.[quantile] ?? [], 0.5);
    return { proxy: server.name, p50: of('p50'), p95: of('p95'), p99: of('p99') };
  });
  const rows = added.map(
    (one) => `| ${one.proxy} | ${QUANTILES.map((quantile) => one[quantile].toFixed(2)).join(' | ')} |`,
  );
  return {
    report: { rate: RATE, added },
    table: ['| added by | p50 ms | p95 ms | p99 ms |', '|---|---|---|---|', ...rows].join('\n'),
    failed: rounds.reduce((sum, round) => sum + round.failed, 0),
    sink,
  };
});
