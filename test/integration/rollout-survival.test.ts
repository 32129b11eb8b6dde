import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gate } from '@/lib/mesh/rollout/judge/gate';
import type { RolloutPlan, Step } from '@/lib/mesh/rollout/plan';
import { applyConfig } from '@/lib/protocol/api/config-changes';
import type { Rollout } from '@/lib/protocol/api/rollouts';
import { AgentProcess } from './support/agent-process';
import { ConsoleProcess } from './support/console-process';
import { MeshClient } from './support/mesh-client';
import { RolloutHands } from './support/rollout-hands';
import { ScriptedApp } from './support/scripted-app';
import { Switchboard } from './support/switchboard';
import { TestDatabase, urlOf } from './support/test-database';
import { waitUntil } from './support/wait-until';

const NAMESPACE = 'survival';
const TOKEN = 'a-token-that-both-consoles-want';
/** A lease lasts ten seconds, and a busy machine starts slowly. */
const SETTLE_MS = 60_000;

const ruleOf = (name: string): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: ${NAMESPACE}}
spec:
  hosts: [${name}]
  http:
    - route:
        - destination: {host: ${name}, subset: v1}
          weight: 100 # for now
`;
const ERRORS: Gate = { kind: 'error-rate', against: 'stable', share: 0.1 };

function planOf(name: string, steps: readonly Step[], gates: readonly Gate[] = []): RolloutPlan {
  return {
    service: { namespace: NAMESPACE, name },
    target: { kind: 'VirtualService', namespace: NAMESPACE, name, rule: 0 },
    stable: { host: name, subset: 'v1', version: 'v1' },
    canary: { host: name, subset: 'v2', version: 'v2' },
    steps,
    gates,
    significance: 0.05,
    maxSeconds: 3_600,
  };
}

interface Survivor {
  state: string;
  steps: readonly Step[];
  gates?: readonly Gate[];
  /** Brings it into the state. */
  lead?: (hands: RolloutHands, id: string, name: string) => Promise<unknown>;
  phase: Rollout['phase'];
  step: number;
  /** From there to its end, by the next process. */
  end?: (hands: RolloutHands, id: string, name: string) => Promise<unknown>;
  ends: Rollout['phase'];
  weights: readonly number[];
}

const removeRule = (hands: RolloutHands, name: string) =>
  hands.console.post(applyConfig, {
    remove: [{ kind: 'VirtualService', namespace: NAMESPACE, name }],
    reason: 'a test',
  });
const act = (action: string) => (hands: RolloutHands, id: string) => hands.actWhenDriven(id, action);
const SHIFTED: Step = { kind: 'weight', percent: 20 };
const LONG = 3_000;
const BACK = [100, 0];
const DONE = [0, 100];

let isGateOpen = false;
const gate = http.createServer((_, response) => response.writeHead(isGateOpen ? 200 : 403).end());
gate.listen(0, '127.0.0.1');
await once(gate, 'listening');
afterAll(() => gate.close());
const gateUrl = (): string => `http://127.0.0.1:${(gate.address() as AddressInfo).port}/`;

/** Every phase, and every kind of step that waits. */
const survivors = (): readonly Survivor[] => [
  {
    ...{ state: 'judged', steps: [SHIFTED, { kind: 'analysis', seconds: LONG }], gates: [ERRORS] },
    ...{ phase: 'running', step: 1, end: act('abort'), ends: 'rolled-back', weights: BACK },
  },
  {
    ...{ state: 'without-traffic', steps: [SHIFTED, { kind: 'analysis', seconds: 0 }], gates: [ERRORS] },
    ...{ phase: 'held', step: 1, end: act('skip'), ends: 'promoted', weights: DONE },
  },
  {
    ...{
      state: 'mirrored',
      steps: [
        { kind: 'mirror', percent: 10 },
        { kind: 'pause', seconds: LONG },
      ],
    },
    ...{ phase: 'running', step: 1, end: act('abort'), ends: 'rolled-back', weights: BACK },
  },
  {
    state: 'led',
    steps: [
      { kind: 'match', match: { header: { name: 'x-user', value: 'tester' } } },
      { kind: 'pause', seconds: LONG },
    ],
    ...{ phase: 'running', step: 1, end: act('skip'), ends: 'promoted', weights: DONE },
  },
  {
    ...{ state: 'to-be-approved', steps: [SHIFTED, { kind: 'approval', question: 'Good?' }] },
    ...{ phase: 'running', step: 1, end: act('approve'), ends: 'promoted', weights: DONE },
  },
  {
    state: 'asking',
    steps: [SHIFTED, { kind: 'webhook', url: gateUrl(), timeoutSeconds: 5, retries: 0, waits: true }],
    ...{ phase: 'running', step: 1, ends: 'promoted', weights: DONE },
    end: async () => {
      isGateOpen = true;
    },
  },
  {
    ...{ state: 'paused', steps: [SHIFTED, { kind: 'pause', seconds: LONG }], lead: act('pause') },
    ...{ phase: 'paused', step: 1, ends: 'promoted', weights: DONE },
    end: async (hands, id) => {
      await hands.actWhenDriven(id, 'resume');
      await hands.act(id, 'promote');
    },
  },
  {
    ...{ state: 'edited', steps: [SHIFTED, { kind: 'pause', seconds: LONG }] },
    lead: async (hands, _, name) => hands.apply((await hands.yaml(name)).replace('weight: 20', 'weight: 30')),
    ...{ phase: 'held', step: 1, end: act('abort'), ends: 'rolled-back', weights: BACK },
  },
  {
    ...{ state: 'promoting', steps: [SHIFTED, { kind: 'pause', seconds: LONG }] },
    lead: async (hands, id, name) => {
      await removeRule(hands, name);
      await hands.act(id, 'promote');
    },
    ...{ phase: 'promoting', step: 1, ends: 'promoted', weights: DONE },
    end: (hands, _, name) => hands.apply(ruleOf(name)),
  },
  {
    ...{ state: 'rolling-back', steps: [SHIFTED, { kind: 'pause', seconds: LONG }] },
    lead: async (hands, id, name) => {
      await removeRule(hands, name);
      await hands.act(id, 'abort');
    },
    ...{ phase: 'rolling-back', step: 1, ends: 'rolled-back', weights: BACK },
    end: (hands, _, name) => hands.apply(ruleOf(name)),
  },
  {
    ...{ state: 'done', steps: [SHIFTED] },
    ...{ phase: 'promoted', step: 1, ends: 'promoted', weights: DONE },
  },
];

const weightsIn = (yaml: string): number[] =>
  [...yaml.matchAll(/weight: (\d+)/g)].map(([, weight]) => Number(weight));

describe('a console killed in the middle', () => {
  let hands: RolloutHands;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    hands = new RolloutHands(await ConsoleProcess.start(), NAMESPACE);
    for (const { state, steps, gates, lead, phase, step } of survivors()) {
      await hands.apply(ruleOf(state));
      const { id } = await hands.start(planOf(state, steps, gates));
      ids.set(state, id);
      if (lead !== undefined) {
        await hands.reaches(id, 'running', step);
        await lead(hands, id, state);
      }
      await hands.reaches(id, phase, step);
    }
    await hands.console.kill();
    await hands.console.restart();
  }, 180_000);
  afterAll(() => hands?.console.close());

  it.each(survivors())(
    'of a rollout that is $state goes on from there to its end',
    { timeout: 90_000 },
    async (one) => {
      const { state, phase, step, end, ends, weights } = one;
      const id = ids.get(state) ?? '';
      expect(await hands.read(id)).toMatchObject({ phase, step });
      await end?.(hands, id, state);
      await hands.reaches(id, ends);
      const yaml = await hands.yaml(state);
      expect(weightsIn(yaml)).toEqual(weights);
      expect(yaml).toContain('# for now');
      expect(yaml).not.toMatch(/mirrors?:|x-user/);
    },
  );
});

describe('two consoles on one database', { timeout: 180_000 }, () => {
  let database: TestDatabase;
  let consoles: ConsoleProcess[];
  let board: Switchboard;
  const apps: ScriptedApp[] = [];
  const agents: AgentProcess[] = [];

  beforeAll(async () => {
    database = await TestDatabase.start();
    const connection = await database.create();
    const shared = ['--database-url', urlOf(connection), '--agent-token', TOKEN];
    const first = await ConsoleProcess.start(shared);
    consoles = [first, await ConsoleProcess.start(shared)];
    board = await Switchboard.start(first.port);
    const front = {
      agentEnv: {
        ...first.agentEnv,
        MESHSCOPE_CONSOLE: `http://127.0.0.1:${board.port}`,
        MESHSCOPE_TOKEN: TOKEN,
      },
    };
    for (const version of ['v1', 'v2']) {
      const app = await ScriptedApp.start();
      apps.push(app);
      const options = { name: 'shop', namespace: NAMESPACE, version, appPort: app.port };
      agents.push(await AgentProcess.start(front, options));
    }
    agents.push(await AgentProcess.start(front, { name: 'caller', namespace: NAMESPACE }));
  }, 120_000);
  afterAll(async () => {
    await Promise.all(agents.map((agent) => agent.process.stop()));
    await Promise.all(apps.map((app) => app.close()));
    await board?.close();
    await Promise.all((consoles ?? []).map((one) => one.close()));
    await database?.stop();
  });

  it('hand a rollout over when the one that drives it is killed, agents and all', async () => {
    const [leader, other] = consoles.map((one) => new RolloutHands(one, NAMESPACE));
    const caller = agents.at(-1);
    if (leader === undefined || other === undefined || caller === undefined) throw new Error('not started');
    const client = new MeshClient(caller.outbound);
    const canarySeen = () => apps[1]?.seen.get('/status/200') ?? 0;
    const send = () => client.send('http://shop:9080/status/200');
    await waitUntil('the caller to know the shop', async () =>
      (await send()).code === 200 ? true : undefined,
    );
    await leader.apply(ruleOf('shop'));
    const steps: Step[] = [
      { kind: 'weight', percent: 100 },
      { kind: 'pause', seconds: LONG },
    ];
    const { id } = await leader.start(planOf('shop', steps));
    await leader.reaches(id, 'running', 1);
    await waitUntil('the canary to be asked', async () => {
      const before = canarySeen();
      await send();
      return canarySeen() > before ? true : undefined;
    });
    // The other one sees what the first has written, and says who drives it.
    await waitUntil('the other console to have the rule', async () =>
      weightsIn(await other.yaml('shop')).join() === '0,100' ? true : undefined,
    );
    expect(await other.read(id)).toMatchObject({ phase: 'running', step: 1 });
    await expect(other.act(id, 'abort')).rejects.toThrow('Another console drives the rollouts');
    await leader.console.kill();
    board.lead(other.console.port);
    await other.actWhenDriven(id, 'abort');
    await other.reaches(id, 'rolled-back');
    expect(weightsIn(await other.yaml('shop'))).toEqual(BACK);
    await waitUntil(
      'the agents to have it from the other console',
      async () => {
        const before = canarySeen();
        const answers = await Promise.all(Array.from({ length: 20 }, send));
        return canarySeen() === before && answers.every(({ code }) => code === 200) ? true : undefined;
      },
      SETTLE_MS,
    );
    client.close();
  });
});
