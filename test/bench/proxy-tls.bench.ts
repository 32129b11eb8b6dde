/**
 * The sidecar's inbound side with mutual TLS (STRICT, certificates of the mesh's own kind) against nginx that verifies
 * the same clients: 1 kB body, 32 kept connections, each proxy on one core. The client costs more than `wrk` and shares
 * its core with the app, so requests a second say little here: read CPU. Variables as in proxy.bench.ts.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import type { RegistrySnapshot } from '@/lib/mesh/registry/service';
import { createTestAuthority } from '../unit/agent/support/test-authority';
import { clientLoad, costTable, measureProxies } from './support/measure-proxies';
import { startAgent, startApp, startNginx } from './support/proxies';
import { SINK_IDENTITY, startSinkConsole } from './support/sink-console';
import { CORES, withBench } from './support/with-bench';

const CONNECTIONS = 32;

const STRICT: RegistrySnapshot = {
  revision: 1,
  services: [],
  resources: [
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'default', namespace: 'istio-system' },
      spec: { mtls: { mode: 'STRICT' } },
    },
  ],
  settings: DEFAULT_MESH_SETTINGS,
  telemetry: { randomSamplingPercentage: 100, accessLogging: true },
};

await withBench(['nginx'], async (folder) => {
  const authority = createTestAuthority();
  const own = authority.certify(SINK_IDENTITY);
  const paths = {
    chain: join(folder, 'chain.pem'),
    key: join(folder, 'key.pem'),
    roots: join(folder, 'roots.pem'),
  };
  writeFileSync(paths.chain, own.chain);
  writeFileSync(paths.key, own.key);
  writeFileSync(paths.roots, own.trustBundle.join(''));
  const app = await startApp(folder, CORES.load);
  const sink = await startSinkConsole({ snapshot: STRICT, authority });
  const settings = `ssl_certificate ${paths.chain}; ssl_certificate_key ${paths.key};
ssl_client_certificate ${paths.roots}; ssl_verify_client on; ssl_protocols TLSv1.3; keepalive_timeout 300s;`;
  const servers = [
    await startNginx(folder, CORES.proxy, app.port, { listens: 'ssl', settings }),
    await startAgent(folder, CORES.proxy, {
      name: 'meshscope, mutual TLS',
      console: sink,
      appPort: app.port,
    }),
  ];
  const tls = {
    cert: own.chain,
    key: own.key,
    ca: own.trustBundle.join(''),
    // Names of the mesh are SPIFFE ids: what is checked here is nobody's hostname.
    rejectUnauthorized: false,
    ALPNProtocols: ['istio-http/1.1', 'istio', 'http/1.1'],
  };
  const costs = await measureProxies(
    servers,
    clientLoad(CORES.load, { kind: 'https', connections: CONNECTIONS, tls }),
  );
  return {
    report: { connections: CONNECTIONS, costs },
    table: costTable(costs),
    failed: costs.reduce((sum, cost) => sum + cost.failedRequests, 0),
    sink,
  };
});
