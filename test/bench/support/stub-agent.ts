/** The sidecar with a recorder that only counts: `node stub-agent.mjs <inboundPort> <appPort>`. */

import { startProxy } from '../../../agent/proxy/start-proxy';
import { describeWorkload } from '../../../lib/mesh/identity/describe-workload';

const [inboundPort = '0', appPort = '0'] = process.argv.slice(2);
let records = 0;
const proxy = await startProxy({
  inbound: {
    listen: { host: '127.0.0.1', port: Number(inboundPort) },
    app: { host: '127.0.0.1', port: Number(appPort) },
    service: { host: 'bench.default.svc.cluster.local', name: 'bench', namespace: 'default', port: 80 },
  },
  routingTable: { findDestination: () => 'passthrough' },
  recorder: {
    record: () => {
      records++;
    },
    openTunnel: () => undefined,
    addTunnelBytes: () => undefined,
    closeTunnel: () => undefined,
  },
  identity: describeWorkload({ name: 'bench', version: 'v1' }),
  instance: 'bench-1',
  sampler: (fraction) => fraction < 0.01,
});
console.log(JSON.stringify(proxy.inbound));
process.on('SIGTERM', () => {
  console.log(records);
  void proxy.drain().then(() => process.exit(0));
});
