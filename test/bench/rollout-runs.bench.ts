/**
 * Whole rollouts over a real console and real agents, 100 requests a second for each service: how long after its first
 * bad request a canary at 10 % is back at weight 0 on every agent, and whether a healthy one is promoted. Services run
 * beside one another; RUNS (10) of each kind, or of those whose names contain ONLY. A run without an end after LONGEST
 * seconds is aborted and counts as wrong.
 */
import { loadavg } from 'node:os';
import type { RolloutPlan, Step } from '@/lib/mesh/rollout/plan';
import { isFinal } from '@/lib/mesh/rollout/rollout-state';
import { applyConfig } from '@/lib/protocol/api/config-changes';
import { getConfig } from '@/lib/protocol/api/config-objects';
import { getConfigPush } from '@/lib/protocol/api/config-push';
import { getRollout, postRollout, postRolloutAction, type Rollout } from '@/lib/protocol/api/rollouts';
import { AgentProcess } from '../integration/support/agent-process';
import { ConsoleProcess } from '../integration/support/console-process';
import { MeshClient } from '../integration/support/mesh-client';
import { waitUntil } from '../integration/support/wait-until';
import { CanaryApp } from './support/canary-app';
import { quantileOf } from './support/report';

const RUNS = Number(process.env.RUNS ?? 10);
const SERVICES = Number(process.env.SERVICES ?? 5);
const PER_SECOND = 100;
const WARM_UP_MS = 60_000;
const LONGEST_MS = Number(process.env.LONGEST ?? 300) * 1_000;
const NAMESPACE = 'runs';

interface Scenario {
  name: string;
  failing: number;
  slowness: number;
  /** Seconds from the first bad request to weight 0 everywhere; undefined for one that is to be promoted. */
  aim: number | undefined;
}

const ALL_SCENARIOS: readonly Scenario[] = [
  { name: 'fails 50 %', failing: 0.5, slowness: 1, aim: 5 },
  { name: 'fails 5 % more', failing: 0.05, slowness: 1, aim: 30 },
  { name: 'p95 30 % slower', failing: 0, slowness: 1.3, aim: 60 },
  { name: 'healthy', failing: 0, slowness: 1, aim: undefined },
];

const SCENARIOS = ALL_SCENARIOS.filter(({ name }) => name.includes(process.env.ONLY ?? ''));

interface Service {
  name: string;
  stable: CanaryApp;
  canary: CanaryApp;
}

interface Run {
  phase: Rollout['phase'];
  /** From the first bad request (or, slow ones, the first request) to the last agent's answer to the rollback. */
  seconds: number;
  /** The gates as they stood at the end. */
  verdicts: Rollout['verdicts'];
}

const rule = (name: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: ${NAMESPACE}}
spec:
  hosts: [${name}]
  http:
    - route: [{destination: {host: ${name}, subset: v1}, weight: 100}]
`;

const subsets = (name: string) => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: ${name}, namespace: ${NAMESPACE}}
spec: {host: ${name}, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}
`;

const planOf = (name: string, steps: readonly Step[]): RolloutPlan => ({
  service: { namespace: NAMESPACE, name },
  target: { kind: 'VirtualService', namespace: NAMESPACE, name, rule: 0 },
  stable: { host: name, subset: 'v1', version: 'v1' },
  canary: { host: name, subset: 'v2', version: 'v2' },
  steps,
  gates: [
    { kind: 'error-rate', against: 'stable', share: 0.01 },
    { kind: 'latency', against: 'stable', quantile: 0.95, slowdown: 0.2 },
  ],
  significance: 0.05,
  maxSeconds: 1_200,
});

const STEPS: readonly Step[] = [
  { kind: 'weight', percent: 10 },
  { kind: 'analysis', seconds: 180 },
];
/** What a healthy canary goes through until it has everything. */
const HEALTHY_STEPS: readonly Step[] = [
  { kind: 'weight', percent: 10 },
  { kind: 'pause', seconds: 20 },
  { kind: 'weight', percent: 50 },
  { kind: 'pause', seconds: 20 },
];

const meshConsole = await ConsoleProcess.start();
const agents: AgentProcess[] = [];
const services: Service[] = [];
for (let n = 0; n < SERVICES; n++) {
  const service = { name: `shop-${n}`, stable: await CanaryApp.start(), canary: await CanaryApp.start() };
  for (const [version, app] of [
    ['v1', service.stable],
    ['v2', service.canary],
  ] as const) {
    const options = { name: service.name, namespace: NAMESPACE, version, appPort: app.port };
    agents.push(await AgentProcess.start(meshConsole, options));
  }
  services.push(service);
}
const caller = await AgentProcess.start(meshConsole, { name: 'caller', namespace: NAMESPACE });
agents.push(caller);
const clients = services.map(() => new MeshClient(caller.outbound));
await meshConsole.post(applyConfig, {
  yaml: services.map(({ name }) => `${rule(name)}---\n${subsets(name)}`).join('---\n'),
});
await Promise.all(
  services.map(({ name }, index) =>
    waitUntil(`${name} to answer`, async () =>
      (await clients[index]?.send(`http://${name}:9080/`))?.code === 200 ? true : undefined,
    ),
  ),
);
const loads = services.map(({ name }, index) => keepSending(clients[index], `http://${name}:9080/`));

/** A busy machine lets timers wait: what is due by the clock is sent, so that the rate is what it is said to be. */
function keepSending(client: MeshClient | undefined, url: string): NodeJS.Timeout {
  const since = performance.now();
  let sent = 0;
  return setInterval(() => {
    const due = ((performance.now() - since) / 1_000) * PER_SECOND;
    for (; sent < due; sent++) void client?.send(url);
  }, 1_000 / PER_SECOND);
}

/** One rollout of one service, from start to end. */
async function run({ name, canary }: Service, scenario: Scenario): Promise<Run> {
  await meshConsole.post(applyConfig, { yaml: rule(name), reason: 'start anew' });
  canary.failing = scenario.failing;
  canary.slowness = scenario.slowness;
  canary.forget();
  const steps = scenario.aim === undefined ? HEALTHY_STEPS : STEPS;
  const { id } = await meshConsole.post(postRollout, { plan: planOf(name, steps) });
  const read = () => meshConsole.get(getRollout, {}, { id }) as Promise<Rollout>;
  const ended = await waitUntil(
    `${name} to end`,
    async () => {
      const rollout = await read();
      return isFinal(rollout.phase) ? rollout : undefined;
    },
    LONGEST_MS,
  ).catch(async () => {
    await meshConsole.post(postRolloutAction, { action: 'abort', reason: 'it took too long' }, { id });
    return { ...(await read()), phase: 'running' as const };
  });
  const { phase, verdicts } = ended;
  if (phase !== 'rolled-back') return { phase, seconds: Number.NaN, verdicts };
  await allHave(name);
  const from = (scenario.failing > 0 ? canary.firstFailedAt : canary.firstAskedAt) ?? Number.NaN;
  return { phase, seconds: (Date.now() - from) / 1_000, verdicts };
}

/** Waits until every agent has answered the revision in which the canary has nothing. */
async function allHave(name: string): Promise<void> {
  const object = { kind: 'VirtualService', namespace: NAMESPACE, name };
  const wanted = await waitUntil('the old weights', async () => {
    const { yaml } = (await meshConsole.get(getConfig, {}, object)) as { yaml: string };
    if (!/subset: v1[^-]*weight: 100\b/.test(yaml)) return undefined;
    return (await meshConsole.get(getConfigPush)).pushRevision;
  });
  await waitUntil('every agent', async () => {
    const { agents: answers } = await meshConsole.get(getConfigPush);
    const isDone = answers.every((one) => !one.connected || one.ackedRevision >= wanted);
    return isDone ? true : undefined;
  });
}

await new Promise((resolve) => setTimeout(resolve, WARM_UP_MS));
console.log(
  `\n### ${RUNS} rollouts of each kind, ${SERVICES} services at a time, ${agents.length} agents, load average ${loadavg()[0]?.toFixed(1)}\n`,
);
console.log(
  '| canary at 10 % of 100 requests/s | ended as it should | seconds to weight 0: p50 / p95 / most | aim |',
);
console.log('| --- | ---: | ---: | ---: |');
for (const scenario of SCENARIOS) {
  const runs: Run[] = [];
  while (runs.length < RUNS) {
    const round = services.slice(0, RUNS - runs.length);
    runs.push(...(await Promise.all(round.map((service) => run(service, scenario)))));
  }
  const wanted = scenario.aim === undefined ? 'promoted' : 'rolled-back';
  const right = runs.filter(({ phase }) => phase === wanted);
  const seconds = right.map((one) => one.seconds);
  const figures = [0.5, 0.95, 1].map((q) => quantileOf(seconds, q).toFixed(1)).join(' / ');
  const within = scenario.aim === undefined ? '' : `${scenario.aim} s`;
  console.log(
    `| ${scenario.name} | ${right.length} of ${runs.length} | ${scenario.aim === undefined ? '' : figures} | ${within} |`,
  );
  for (const { phase, verdicts } of runs.filter((one) => one.phase !== wanted)) {
    console.error(`${scenario.name}, ${phase}: ${verdicts.map(({ sentence }) => sentence).join(' ')}`);
  }
}
for (const load of loads) clearInterval(load);
for (const client of clients) client.close();
await Promise.all(agents.map(({ process }) => process.stop()));
for (const { stable, canary } of services) for (const app of [stable, canary]) app.close();
await meshConsole.close();
