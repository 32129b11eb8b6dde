/**
 * HTTP/2 without TLS and gRPC unary through the sidecar's inbound side, against nginx: 8 connections with 4 requests at
 * once on each, 1 kB answers, each proxy on one core. The client is Node's, and for gRPC so is the app, so requests a
 * second say little: read CPU. Variables as in proxy.bench.ts.
 */
import { clientLoad, costTable, measureProxies } from './support/measure-proxies';
import { startAgent, startApp, startGrpcApp, startNginx } from './support/proxies';
import { startSinkConsole } from './support/sink-console';
import { CORES, withBench } from './support/with-bench';

const LOAD = { connections: 8, streams: 4 } as const;

await withBench(['nginx'], async (folder) => {
  const sink = await startSinkConsole();
  const app = await startApp(folder, CORES.load);
  const plain = await measureProxies(
    [
      await startNginx(folder, CORES.proxy, app.port, { listens: 'http2' }),
      await startAgent(folder, CORES.proxy, { name: 'meshscope, h2c', console: sink, appPort: app.port }),
    ],
    clientLoad(CORES.load, { kind: 'h2c', ...LOAD }),
  );
  const grpcApp = await startGrpcApp(CORES.load);
  const grpc = await measureProxies(
    [
      await startNginx(folder, CORES.proxy, grpcApp.port, {
        listens: 'http2',
        location: 'grpc_pass grpc://app;',
      }),
      await startAgent(folder, CORES.proxy, {
        name: 'meshscope, gRPC unary',
        console: sink,
        appPort: grpcApp.port,
        protocol: 'grpc',
      }),
    ],
    clientLoad(CORES.load, { kind: 'grpc', ...LOAD }),
  );
  return {
    report: { load: LOAD, plain, grpc },
    table: `${costTable(plain)}\n\n${costTable(grpc)}`,
    failed: [...plain, ...grpc].reduce((sum, cost) => sum + cost.failedRequests, 0),
    sink,
  };
});
