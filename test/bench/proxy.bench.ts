/**
 * The sidecar against nginx and haproxy as reverse proxies: 1 kB body, keep-alive, 32 connections, each proxy on one
 * core of its own, client and app on another. Rounds alternate, so that a busy machine harms all alike; read ratios.
 * BENCH_SECONDS (5) a round, BENCH_ROUNDS (3), BENCH_JSON a file for the result.
 */
import { costTable, type Load, measureProxies, wrkLoad } from './support/measure-proxies';
import { startAgent, startApp, startHaproxy, startNginx } from './support/proxies';
import { routedMesh } from './support/routed-mesh';
import { startSinkConsole } from './support/sink-console';
import { CORES, withBench } from './support/with-bench';

const CONNECTIONS = 32;
const AIM = { cpuUs: 30, rssMb: 70, withRules: { cpuUs: 25, shareOfNginx: 0.45 } };

await withBench(['nginx', 'haproxy', 'wrk'], async (folder) => {
  const app = await startApp(folder, CORES.load);
  const sink = await startSinkConsole({ snapshot: routedMesh(app.port) });
  const routed = await startAgent(folder, CORES.proxy, {
    name: 'meshscope, outbound, routing rules',
    console: sink,
  });
  const servers = [
    await startNginx(folder, CORES.proxy, app.port),
    await startHaproxy(folder, CORES.proxy, app.port),
    await startAgent(folder, CORES.proxy, { name: 'meshscope, inbound', console: sink, appPort: app.port }),
    routed,
  ];
  const plain = wrkLoad(CORES.load, CONNECTIONS);
  const asCaller = wrkLoad(CORES.load, CONNECTIONS, ['Host: reviews']);
  const load: Load = (server, seconds) => (server === routed ? asCaller : plain)(server, seconds);
  const costs = await measureProxies(servers, load);
  return {
    report: { connections: CONNECTIONS, aim: AIM, costs },
    table: costTable(costs),
    failed: costs.reduce((sum, cost) => sum + cost.failedRequests, 0),
    sink,
  };
});
