/**
 * Validation of 5,000 objects in 50 namespaces: aim under 2 s cold, and under 100 ms after a change of one object. The
 * share of the cold run that a change costs is the figure to watch. Then the same in the console's thread for it, and how
 * long that held the console's own loop.
 */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import type { ConfigResource } from '@/lib/mesh/config/resource';
import { resourceOf } from '@/lib/mesh/config/resource-of';
import { CATALOGUE } from '@/lib/mesh/rules/catalogue';
import { createIncrementalRun } from '@/lib/mesh/rules/incremental-run';
import { defaultMeshFacts } from '@/lib/mesh/rules/mesh-facts';
import { startJudgeWorker } from '@/lib/server/config-store/judge/start-judge-worker';
import { WorkerJudge } from '@/lib/server/config-store/judge/worker-judge';
import { printReport, quantileOf, type ReportRow } from './support/report';

const NAMESPACES = 50;
const SERVICES = 20;
const ROUNDS = 20;

function object(
  kind: string,
  apiVersion: string,
  namespace: string,
  name: string,
  spec: unknown,
): ConfigObject {
  return { apiVersion, kind, metadata: { namespace, name, labels: { app: name } }, spec };
}

const service = (namespace: string, name: string) =>
  object('Service', 'v1', namespace, name, {
    selector: { app: name },
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
  });
const deployment = (namespace: string, name: string, version: string) =>
  object('Deployment', 'apps/v1', namespace, `${name}-${version}`, {
    template: {
      metadata: { labels: { app: name, version } },
      spec: {
        serviceAccountName: name,
        containers: [{ name, image: name, ports: [{ containerPort: 8080 }] }],
      },
    },
  });
const rule = (namespace: string, name: string) =>
  object('DestinationRule', 'networking.istio.io/v1', namespace, name, {
    host: name,
    subsets: ['v1', 'v2'].map((version) => ({ name: version, labels: { version } })),
  });
const route = (namespace: string, name: string, weight: number) =>
  object('VirtualService', 'networking.istio.io/v1', namespace, name, {
    hosts: [name],
    http: [
      { match: [{ uri: { prefix: '/api' } }], route: [{ destination: { host: name, subset: 'v1' } }] },
      {
        route: [
          { destination: { host: name, subset: 'v1' }, weight },
          { destination: { host: name, subset: 'v2' }, weight: 100 - weight },
        ],
      },
    ],
  });
const policy = (namespace: string, name: string) =>
  object('AuthorizationPolicy', 'security.istio.io/v1', namespace, name, {
    selector: { matchLabels: { app: name } },
    rules: [
      {
        from: [{ source: { principals: [`cluster.local/ns/${namespace}/sa/${name}`] } }],
        to: [{ operation: { methods: ['GET'] } }],
      },
    ],
  });

function makeMesh(): ConfigResource[] {
  const objects: ConfigObject[] = [];
  for (let n = 0; n < NAMESPACES; n++) {
    const namespace = `team-${n}`;
    for (let s = 0; s < SERVICES; s++) {
      const name = `service-${s}`;
      objects.push(service(namespace, name), deployment(namespace, name, s % 2 === 0 ? 'v1' : 'v2'));
      objects.push(rule(namespace, name), route(namespace, name, 90), policy(namespace, name));
    }
  }
  return objects.map((one, index) => resourceOf(one, index));
}

const rules = CATALOGUE.filter(({ optional }) => optional !== true);
const facts = defaultMeshFacts(0);

function timeCold(resources: readonly ConfigResource[]): { ms: number; findings: number } {
  const start = performance.now();
  const findings = createIncrementalRun(rules, facts).run(resources).length;
  return { ms: performance.now() - start, findings };
}

function timeChanges(
  resources: readonly ConfigResource[],
  change: (round: number) => ConfigObject,
): { p95: number; cpuMs: number } {
  const { run } = createIncrementalRun(rules, facts);
  run(resources);
  const { kind, metadata } = change(0);
  const at = resources.findIndex(
    (one) =>
      one.kind === kind &&
      one.metadata.name === metadata.name &&
      one.metadata.namespace === metadata.namespace,
  );
  const before = process.cpuUsage();
  const times = Array.from({ length: ROUNDS }, (_, round) => {
    const changed = resources.with(at, resourceOf(change(round), at));
    const start = performance.now();
    run(changed);
    return performance.now() - start;
  });
  const { user, system } = process.cpuUsage(before);
  return { p95: quantileOf(times, 0.95), cpuMs: (user + system) / 1_000 / ROUNDS };
}

const resources = makeMesh();
const cold = timeCold(resources);
const rows: ReportRow[] = [
  {
    measure: `cold, ${resources.length} objects, ${cold.findings} findings`,
    value: `${cold.ms.toFixed(0)} ms`,
  },
];
const changes: [string, (round: number) => ConfigObject][] = [
  ['a VirtualService', (round) => route('team-7', 'service-3', round + 1)],
  ['a DestinationRule', () => rule('team-7', 'service-3')],
  ['an AuthorizationPolicy', () => policy('team-7', 'service-3')],
  ['a Service', () => service('team-7', 'service-3')],
  ['a Deployment', () => deployment('team-7', 'service-3', 'v2')],
];
for (const [what, change] of changes) {
  const { p95, cpuMs } = timeChanges(resources, change);
  rows.push({
    measure: `after a change of ${what}`,
    value: `p95 ${p95.toFixed(0)} ms, processor ${cpuMs.toFixed(0)} ms`,
    peer: 'cold',
    ratio: (p95 / cold.ms).toFixed(2),
  });
}

const judging = new WorkerJudge(startJudgeWorker);
const view = { services: [], agents: [], settings: DEFAULT_MESH_SETTINGS, now: 0 };
const drafts = new Set<ConfigResource>();
// The thread is there before anything is timed.
await judging.judge({ resources: [], drafts }, view);
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const since = performance.now();
await judging.judge({ resources, drafts }, view);
rows.push({
  measure: "cold, in the console's thread for it",
  value: `${(performance.now() - since).toFixed(0)} ms`,
});
const inThread: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const at = resources.findIndex(({ kind }) => kind === 'VirtualService');
  const changed = resources.with(at, resourceOf(route('team-0', 'service-0', round + 1), at));
  const start = performance.now();
  await judging.judge({ resources: changed, drafts }, view);
  inThread.push(performance.now() - start);
}
delay.disable();
rows.push(
  { measure: 'a VirtualService, there, p95', value: `${quantileOf(inThread, 0.95).toFixed(0)} ms` },
  { measure: "the console's loop was held meanwhile, at most", value: `${(delay.max / 1e6).toFixed(0)} ms` },
);
await judging.stop();
printReport('Validation', rows);
