/**
 * A sidecar's configuration in a mesh of 500 services with 1,000 VirtualService rules: the message as it comes from the
 * console is read, checked and compiled once (aims 2 MB, 50 ms), the table is then asked once a request (aim 3 us), by
 * heads as they are read from clients.
 */
import { performance } from 'node:perf_hooks';
import { MeshConfig } from '@/agent/config/mesh-config';
import { RequestHead } from '@/agent/http1/request-head';
import { RequestFacts } from '@/agent/proxy/request-facts';
import { holdOptimizer } from '@/agent/runtime/hold-optimizer';
import { parseConsoleMessage } from '@/agent/uplink/parse-console-message';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import type { Endpoint, MeshService, RegistrySnapshot } from '@/lib/mesh/registry/service';
import { findRoute } from '@/lib/mesh/routing/find-route';
import { printReport, quantileOf } from './support/report';

const SERVICES = 500;
const RULES_EACH = 2;
const PORT = 8080;
const ROUNDS = 40;
const DECISIONS = 1_000_000;

const nameOf = (index: number): string => `service-${index}`;
const namespaceOf = (index: number): string => `ns-${index % 20}`;
const hostOf = (index: number): string => `${nameOf(index)}.${namespaceOf(index)}.svc.cluster.local`;

function makeService(index: number): MeshService {
  const name = nameOf(index);
  const namespace = namespaceOf(index);
  return {
    host: hostOf(index),
    name,
    namespace,
    port: PORT,
    protocol: 'http',
    endpoints: ['v1', 'v2'].map((version): Endpoint => {
      const workload = `${name}-${version}`;
      return {
        address: `10.${version === 'v1' ? 1 : 2}.${index >> 8}.${index & 255}`,
        port: PORT,
        workload: {
          cluster: 'default',
          namespace,
          workload,
          app: name,
          version,
          canonicalService: name,
          canonicalRevision: version,
          principal: `spiffe://cluster.local/ns/${namespace}/sa/${name}`,
          labels: { app: name, version },
        },
        agentId: workload,
      };
    }),
    location: 'MESH_INTERNAL',
  };
}

function makeObjects(index: number): ConfigObject[] {
  const metadata = { name: nameOf(index), namespace: namespaceOf(index) };
  const to = (subset: string) => ({ destination: { host: nameOf(index), subset } });
  return [
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata,
      spec: {
        host: nameOf(index),
        subsets: ['v1', 'v2'].map((version) => ({ name: version, labels: { version } })),
      },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata,
      spec: {
        hosts: [nameOf(index)],
        http: [
          {
            match: [{ uri: { prefix: '/api' }, headers: { 'x-user': { regex: 'canary-.*' } } }],
            route: [to('v2')],
            timeout: '2s',
          },
          {
            route: [
              { ...to('v1'), weight: 90 },
              { ...to('v2'), weight: 10 },
            ],
          },
        ],
      },
    },
  ];
}

function makeSnapshot(): RegistrySnapshot {
  const indexes = Array.from({ length: SERVICES }, (_, index) => index);
  return {
    revision: 1,
    services: indexes.map(makeService),
    resources: indexes.flatMap(makeObjects),
    settings: DEFAULT_MESH_SETTINGS,
    telemetry: { randomSamplingPercentage: 1, accessLogging: true },
  };
}

/** Everything from the bytes of the socket to the table that requests are decided by. */
function take(config: MeshConfig, text: string): void {
  const parsed = parseConsoleMessage(text);
  if (!('message' in parsed) || parsed.message.type !== 'config') throw new Error('No configuration');
  const { type: _, ...snapshot } = parsed.message;
  // Checked by the schema, which knows optional fields as undefined ones.
  const verdict = config.takeSnapshot(snapshot as RegistrySnapshot);
  if (verdict.status === 'nack') throw new Error(verdict.reason);
}

const text = JSON.stringify({ type: 'config', ...makeSnapshot() });
const config = new MeshConfig({
  kind: 'sidecar',
  namespace: 'ns-0',
  labels: { app: 'client' },
  addresses: [],
});
// As an agent does until it has its first configuration.
const release = holdOptimizer();
// Processor time, not the clock's: other work on the machine must not count.
const times = Array.from({ length: ROUNDS }, () => {
  const before = process.cpuUsage();
  take(config, text);
  release();
  const { system, user } = process.cpuUsage(before);
  return (user + system) / 1_000;
});
const [first = 0, ...warm] = times;

const heads = Array.from({ length: 64 }, (_, index) => {
  const authority = `${nameOf(index * 7)}.${namespaceOf(index * 7)}:${PORT}`;
  const path = index % 2 === 0 ? '/api/orders' : '/';
  const user = index % 4 === 0 ? 'canary-7' : 'someone';
  const head = new RequestHead(100, 8_192);
  head.parse(`GET ${path} HTTP/1.1\r\nHost: ${authority}\r\nAccept: */*\r\nX-User: ${user}\r\n\r\n`);
  return { head, authority, path };
});
const { table } = config.routes;
let toCanary = 0;
const start = performance.now();
for (let index = 0; index < DECISIONS; index++) {
  const request = heads[index % heads.length];
  if (request === undefined) continue;
  const facts = new RequestFacts(request.head, request.authority, request.path, 'http');
  const { action } = findRoute(table, facts, PORT).plan;
  if (action.kind === 'forward' && action.destinations.length === 1) toCanary++;
}
const decisionUs = ((performance.now() - start) * 1_000) / DECISIONS;
if (toCanary !== DECISIONS / 4) throw new Error(`Decided wrongly: ${toCanary} of ${DECISIONS} to the canary`);

printReport(`${SERVICES} services, ${SERVICES * RULES_EACH} rules`, [
  { measure: 'snapshot', value: `${(text.length / 1e6).toFixed(2)} MB`, peer: 'aim', ratio: '2 MB' },
  { measure: 'to apply it, the first', value: `${first.toFixed(1)} ms`, peer: 'aim', ratio: '50 ms' },
  {
    measure: 'the next ones, p50',
    value: `${quantileOf(warm, 0.5).toFixed(1)} ms`,
    peer: 'aim',
    ratio: '50 ms',
  },
  {
    measure: 'the next ones, p95',
    value: `${quantileOf(warm, 0.95).toFixed(1)} ms`,
    peer: 'aim',
    ratio: '50 ms',
  },
  { measure: 'a route decision', value: `${decisionUs.toFixed(2)} us`, peer: 'aim', ratio: '3 us' },
]);
