/** The sidecar's data path with all telemetry on, its batches cut each second: `bench-agent.mjs INBOUND_PORT APP_PORT`. */
import { startProxy } from '../../../agent/proxy/start-proxy';
import { TelemetryRecorder } from '../../../agent/telemetry/telemetry-recorder';
import { describeWorkload } from '../../../lib/mesh/identity/describe-workload';

const [inboundPort = '0', appPort = '0'] = process.argv.slice(2);
const identity = describeWorkload({ name: 'bench', version: 'v1' });
const service = { host: 'bench.default.svc.cluster.local', name: 'bench', namespace: 'default', port: 80 };
let bytes = 0;

const cut = (): void => {
  for (let batch = recorder.take(); batch !== undefined; batch = recorder.take()) {
    bytes += JSON.stringify({ points: batch.points, logs: batch.logs, spans: batch.spans }).length;
  }
};
const recorder: TelemetryRecorder = new TelemetryRecorder({
  self: { identity, service, nodeId: 'sidecar~127.0.0.1~bench-v1.default~default.svc.cluster.local' },
  role: 'sidecar',
  now: Date.now,
  onFull: cut,
});
setInterval(cut, 1000).unref();

const proxy = await startProxy({
  inbound: {
    listen: { host: '127.0.0.1', port: Number(inboundPort) },
    app: { host: '127.0.0.1', port: Number(appPort) },
    service,
  },
  routingTable: { findDestination: () => 'passthrough' },
  recorder,
  identity,
  instance: 'bench-v1',
  sampler: (fraction) => fraction < 0.01,
});
console.log(JSON.stringify(proxy.inbound));
process.on('SIGTERM', () => {
  console.log(`${bytes} bytes of telemetry, ${recorder.failed} failed records`);
  void proxy.drain().then(() => process.exit(0));
});
