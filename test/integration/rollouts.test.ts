import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RolloutPlan, Step } from '@/lib/mesh/rollout/plan';
import { isFinal } from '@/lib/mesh/rollout/rollout-state';
import { applyConfig } from '@/lib/protocol/api/config-changes';
import { getConfig } from '@/lib/protocol/api/config-objects';
import {
  getRollout,
  postRollout,
  postRolloutAction,
  postRolloutApproval,
  type Rollout,
} from '@/lib/protocol/api/rollouts';
import { getSplit } from '@/lib/protocol/api/splits';
import type { RolloutAlert } from '@/lib/server/rollout/send-alert';
import { AgentProcess } from './support/agent-process';
import { ConsoleProcess } from './support/console-process';
import { MeshClient } from './support/mesh-client';
import { ScriptedApp } from './support/scripted-app';
import { waitUntil } from './support/wait-until';

const RULE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
  namespace: canary
spec:
  hosts: [shop] # short on purpose
  http:
    - route:
        - destination:
            host: shop
            subset: v1
          weight: 100 # everything, for now
`;
/** What a person asked for beside the weights, as the page of the weights writes it. */
const TESTERS = `    - name: meshscope-canary
      match:
        - headers: {x-user: {exact: tester}} # the testers
      route:
        - destination: {host: shop, subset: v2}
`;
/** Versions that are services of their own. */
const WEB_ROUTE = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: canary}
spec:
  parentRefs: [{group: "", kind: Service, name: web, port: 9080}]
  rules:
    - backendRefs:
        - {name: web-v1, port: 9080, weight: 100}
        - {name: web-v2, port: 9080, weight: 0} # new
`;
const SETTLE_MS = 90_000;

let meshConsole: ConsoleProcess;
let stable: ScriptedApp;
let canary: ScriptedApp;
let agents: AgentProcess[];
let client: MeshClient;
let load: NodeJS.Timeout;
let inbox: http.Server;
const alerts: RolloutAlert[] = [];
/** What `/gate` of the inbox says to webhooks. */
let isGateOpen = false;

beforeAll(async () => {
  inbox = http.createServer(async (request, response) => {
    if (request.url === '/gate') {
      response.writeHead(isGateOpen ? 200 : 403).end();
      return;
    }
    alerts.push(JSON.parse(await text(request)) as RolloutAlert);
    response.end();
  });
  inbox.listen(0, '127.0.0.1');
  await once(inbox, 'listening');
  const { port } = inbox.address() as AddressInfo;
  meshConsole = await ConsoleProcess.start(['--alert', `http://127.0.0.1:${port}/`]);
  [stable, canary] = [await ScriptedApp.start(), await ScriptedApp.start()];
  const shop = (version: string, { port }: ScriptedApp) =>
    AgentProcess.start(meshConsole, { name: 'shop', namespace: 'canary', version, appPort: port });
  const caller = await AgentProcess.start(meshConsole, { name: 'caller', namespace: 'canary' });
  agents = [await shop('v1', stable), await shop('v2', canary), caller];
  client = new MeshClient(caller.outbound);
  await waitUntil('the caller to know the shop', async () =>
    (await client.send('http://shop:9080/status/200')).code === 200 ? true : undefined,
  );
  load = setInterval(() => void client.send('http://shop:9080/status/200'), 10);
}, 120_000);

afterEach(() => {
  canary.failing = 0;
});

afterAll(async () => {
  clearInterval(load);
  client?.close();
  await Promise.all((agents ?? []).map((agent) => agent.process.stop()));
  await Promise.all([stable?.close(), canary?.close()]);
  await meshConsole?.close();
  inbox?.close();
});

const planOf = (steps: readonly Step[]): RolloutPlan => ({
  service: { namespace: 'canary', name: 'shop' },
  target: { kind: 'VirtualService', namespace: 'canary', name: 'shop', rule: 0 },
  stable: { host: 'shop', subset: 'v1', version: 'v1' },
  canary: { host: 'shop', subset: 'v2', version: 'v2' },
  steps,
  gates: [{ kind: 'error-rate', against: 'stable', share: 0.1 }],
  significance: 0.05,
  maxSeconds: 600,
});

async function start(steps: readonly Step[]): Promise<Rollout> {
  await meshConsole.post(applyConfig, { yaml: RULE, reason: 'start anew' });
  return await meshConsole.post(postRollout, { plan: planOf(steps) });
}

const read = (id: string): Promise<Rollout> => meshConsole.get(getRollout, {}, { id });
const act = (id: string, action: string): Promise<Rollout> =>
  meshConsole.post(postRolloutAction, { action }, { id });

/** Waits for a phase, or for the end. */
async function reaches(id: string, phase: Rollout['phase']): Promise<Rollout> {
  const reached = await waitUntil(
    `the rollout to be ${phase}`,
    async () => {
      const rollout = await read(id);
      return rollout.phase === phase || isFinal(rollout.phase) ? rollout : undefined;
    },
    SETTLE_MS,
  );
  expect(reached.phase, reached.reason).toBe(phase);
  return reached;
}

async function ruleYaml(): Promise<string> {
  const { yaml } = await meshConsole.get(
    getConfig,
    {},
    { kind: 'VirtualService', namespace: 'canary', name: 'shop' },
  );
  return yaml;
}

/** Waits until the callers' agents send nothing to the canary any more. */
async function canaryIsLeftAlone(): Promise<void> {
  await waitUntil('the canary to get no request', async () => {
    const before = canary.seen.get('/status/200') ?? 0;
    for (let i = 0; i < 50; i++) await client.send('http://shop:9080/status/200');
    return canary.seen.get('/status/200') === before ? true : undefined;
  });
}

describe('a rollout', () => {
  it('takes a failing canary back to zero, and tells why, with traces', { timeout: 180_000 }, async () => {
    canary.failing = 0.5;
    const { id } = await start([
      { kind: 'weight', percent: 20 },
      { kind: 'analysis', seconds: 60 },
    ]);
    const rollout = await reaches(id, 'rolled-back');
    const rollback = rollout.moments.find(({ what }) => what === 'rollback');
    expect(rollback?.message).toMatch(/^The canary fails .* worse, with /);
    expect(rollback?.verdicts[0]).toMatchObject({ outcome: 'fail', gate: { kind: 'error-rate' } });
    expect(rollout.moments.map(({ what }) => what)).toEqual(['started', 'step', 'step', 'rollback']);
    const yaml = await ruleYaml();
    expect(yaml).toContain('hosts: [shop] # short on purpose');
    expect(yaml).toContain('weight: 100 # everything, for now');
    await canaryIsLeftAlone();
  });

  it('judges a canary by copies, before anybody gets its answers', { timeout: 180_000 }, async () => {
    canary.failing = 0.5;
    const { id } = await start([
      { kind: 'mirror', percent: 100 },
      { kind: 'analysis', seconds: 60 },
    ]);
    const rollout = await reaches(id, 'rolled-back');
    expect(rollout.moments.find(({ what }) => what === 'rollback')?.message).toMatch(/^The canary fails /);
    // Failures of this one's last second would count against the next one.
    await waitUntil('no request at the canary for three seconds', async () => {
      const { versions } = await meshConsole.get(getSplit, { service: 'canary/shop', window: 3 });
      return versions.some(({ version, requests }) => version === 'v2' && requests > 0) ? undefined : true;
    });
  });

  it('promotes a healthy canary step by step', { timeout: 180_000 }, async () => {
    const { id } = await start([
      { kind: 'weight', percent: 50 },
      { kind: 'analysis', seconds: 3 },
    ]);
    const rollout = await reaches(id, 'promoted');
    expect(rollout.canaryPercent).toBe(100);
    const { splits, destinationRule, rolloutId } = await meshConsole.get(getSplit, {
      service: 'canary/shop',
      window: 60,
    });
    expect(rolloutId).toBeNull();
    expect(destinationRule?.subsets).toEqual(['v1', 'v2']);
    expect(splits).toMatchObject([
      {
        targets: [
          { subset: 'v1', percent: 0, version: 'v1' },
          { subset: 'v2', percent: 100, version: 'v2' },
        ],
      },
    ]);
    await waitUntil('all requests to reach the canary', async () => {
      const { callers } = await meshConsole.get(getSplit, { service: 'canary/shop', window: 3 });
      const shares = callers.find(({ name }) => name.startsWith('caller'))?.shares ?? [];
      return shares.length === 1 && shares[0]?.version === 'v2' ? true : undefined;
    });
  });

  it('keeps users with the canary they have met, until it is taken back', { timeout: 180_000 }, async () => {
    const yaml = RULE.replace('  http:\n', `  http:\n${TESTERS}`);
    await meshConsole.post(applyConfig, { yaml, reason: 'start anew' });
    const steps: Step[] = [
      { kind: 'weight', percent: 50 },
      { kind: 'pause', seconds: 300 },
    ];
    const plan = { ...planOf(steps), sticky: { cookie: 'met', seconds: 600 } };
    const { id } = await meshConsole.post(postRollout, { plan });
    const url = 'http://shop:9080/status/204';
    const [cookie] = await waitUntil('an answer of the canary', async () => {
      const { headers } = await client.send(url);
      return headers['set-cookie'];
    });
    expect(await ruleYaml()).toContain(TESTERS);
    expect(cookie).toBe(`met=${id.slice(0, 8)}; Path=/; Max-Age=600; HttpOnly`);
    const headers = { cookie: `other=1; ${cookie?.split(';')[0]}` };
    const before = stable.seen.get('/status/204') ?? 0;
    for (let i = 0; i < 40; i++) await client.send(url, { headers });
    expect(stable.seen.get('/status/204') ?? 0).toBe(before);
    await act(id, 'abort');
    await reaches(id, 'rolled-back');
    const back = await ruleYaml();
    expect(back).not.toContain('met=');
    expect(back).toContain(TESTERS);
    await waitUntil('those who have the cookie to reach stable', async () => {
      const seen = stable.seen.get('/status/204') ?? 0;
      await client.send(url, { headers });
      return (stable.seen.get('/status/204') ?? 0) > seen ? true : undefined;
    });
  });

  it('goes on when the link of its alert is used, once', { timeout: 180_000 }, async () => {
    const { id } = await start([
      { kind: 'weight', percent: 20 },
      { kind: 'approval', question: 'Is it good?' },
    ]);
    const { approveUrl = '' } = await waitUntil('the alert with the link', () =>
      alerts.find((alert) => alert.rolloutId === id && alert.approveUrl !== undefined),
    );
    const token = new URL(approveUrl).searchParams.get('token') ?? '';
    const forged = `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`;
    await expect(meshConsole.post(postRolloutApproval, { token: forged })).rejects.toThrow();
    expect((await read(id)).step).toBe(1);
    await meshConsole.post(postRolloutApproval, { token });
    await reaches(id, 'promoted');
    await expect(meshConsole.post(postRolloutApproval, { token })).rejects.toThrow();
  });

  it('goes on after the console was killed', { timeout: 180_000 }, async () => {
    const url = `http://127.0.0.1:${(inbox.address() as AddressInfo).port}/gate`;
    const { id } = await start([
      { kind: 'weight', percent: 20 },
      { kind: 'webhook', url, timeoutSeconds: 5, retries: 0, waits: true },
      { kind: 'approval', question: 'Is it good?' },
    ]);
    await waitUntil('the no of the gate', async () =>
      (await read(id)).reason.includes('says no so far') ? true : undefined,
    );
    await meshConsole.kill();
    isGateOpen = true;
    await meshConsole.restart();
    await waitUntil('the approval', async () => ((await read(id)).step === 2 ? true : undefined), SETTLE_MS);
    await waitUntil('the rollout to be driven again', async () => {
      const rollout = await act(id, 'approve').catch(() => undefined);
      return rollout === undefined ? undefined : true;
    });
    await reaches(id, 'promoted');
  });

  it('holds when somebody edits the rule, and an abort brings everything back', {
    timeout: 180_000,
  }, async () => {
    const { id } = await start([
      { kind: 'weight', percent: 20 },
      { kind: 'pause', seconds: 300 },
    ]);
    await waitUntil('the pause', async () => ((await read(id)).step === 1 ? true : undefined));
    const edited = (await ruleYaml()).replace('weight: 80', 'weight: 70').replace('weight: 20', 'weight: 30');
    await meshConsole.post(applyConfig, { yaml: edited, reason: 'by hand' });
    const held = await reaches(id, 'held');
    expect(held.hasConflict).toBe(true);
    expect(await ruleYaml()).toBe(edited);
    await act(id, 'abort');
    await reaches(id, 'rolled-back');
    expect(await ruleYaml()).toContain('weight: 100');
  });

  it('takes an HTTPRoute through copies, a header and weights, and judges its backends', {
    timeout: 180_000,
  }, async () => {
    const backends: AgentProcess[] = [];
    for (const [name, { port }] of [
      ['web', stable],
      ['web-v1', stable],
      ['web-v2', canary],
    ] as const) {
      const version = name === 'web-v2' ? 'v2' : 'v1';
      const options = { name, namespace: 'canary', version, appPort: port };
      backends.push(await AgentProcess.start(meshConsole, options));
    }
    agents.push(...backends);
    await meshConsole.post(applyConfig, { yaml: WEB_ROUTE, reason: 'start anew' });
    const seen = (app: ScriptedApp) => app.seen.get('/status/202') ?? 0;
    const ask = (headers: Record<string, string> = {}) =>
      client.send('http://web:9080/status/202', { headers });
    await waitUntil('the caller to know the web', async () =>
      (await ask()).code === 202 ? true : undefined,
    );
    const plan: RolloutPlan = {
      ...planOf([
        { kind: 'mirror', percent: 100 },
        { kind: 'approval', question: 'Do the copies do well?' },
        { kind: 'mirror', percent: 0 },
        { kind: 'match', match: { header: { name: 'x-user', value: 'tester' } } },
        { kind: 'approval', question: 'Are the testers happy?' },
        { kind: 'match' },
        { kind: 'weight', percent: 50 },
        { kind: 'analysis', seconds: 1 },
      ]),
      service: { namespace: 'canary', name: 'web' },
      target: { kind: 'HTTPRoute', namespace: 'canary', name: 'web', rule: 0 },
      stable: { host: 'web-v1', subset: '', version: 'v1' },
      canary: { host: 'web-v2', subset: '', version: 'v2' },
    };
    const { id } = await meshConsole.post(postRollout, { plan });
    const comesTo = (step: number) =>
      waitUntil(`step ${step}`, async () => ((await read(id)).step === step ? true : undefined), SETTLE_MS);
    await comesTo(1);
    await waitUntil('copies at the canary', async () => {
      const before = seen(canary);
      await ask();
      return seen(canary) > before ? true : undefined;
    });
    await act(id, 'approve');
    await comesTo(4);
    await waitUntil('testers at the canary, and nobody else', async () => {
      const [before, others] = [seen(canary), seen(stable)];
      await Promise.all([ask({ 'x-user': 'tester' }), ask(), ask()]);
      return seen(canary) === before + 1 && seen(stable) === others + 2 ? true : undefined;
    });
    await act(id, 'approve');
    const traffic = setInterval(() => void ask(), 10);
    try {
      const rollout = await reaches(id, 'promoted');
      expect(rollout.verdicts).toMatchObject([{ outcome: 'pass', gate: { kind: 'error-rate' } }]);
    } finally {
      clearInterval(traffic);
    }
    await waitUntil('both backends to be seen as versions of the web', async () => {
      const { callers, versions } = await meshConsole.get(getSplit, { service: 'canary/web', window: 60 });
      const isSeen = (version: string) =>
        versions.some((one) => one.version === version && one.requests > 0) &&
        callers.some(({ shares }) => shares.some((share) => share.version === version && share.percent > 0));
      return isSeen('v1') && isSeen('v2') ? true : undefined;
    });
    const query = { kind: 'HTTPRoute', namespace: 'canary', name: 'web' };
    const { yaml } = await meshConsole.get(getConfig, {}, query);
    expect(yaml).toBe(WEB_ROUTE.replace('weight: 0}', 'weight: 100}').replace('weight: 100}', 'weight: 0}'));
  });

  it('refuses what makes no sense, in plain words', async () => {
    await meshConsole.post(applyConfig, { yaml: RULE, reason: 'start anew' });
    const plan = planOf([{ kind: 'weight', percent: 10 }]);
    const wrong = { ...plan, target: { ...plan.target, name: 'nowhere' } };
    await expect(meshConsole.post(postRollout, { plan: wrong })).rejects.toThrow(
      'VirtualService canary/nowhere is not in the configuration',
    );
    await expect(meshConsole.post(postRollout, { plan: { ...plan, canary: plan.stable } })).rejects.toThrow(
      'the same destination',
    );
    const own = RULE.replace('- route:', '- match: [{headers: {x-user: {exact: boss}}}]\n      route:');
    await meshConsole.post(applyConfig, { yaml: own, reason: 'a condition of its own' });
    const led: Step = { kind: 'match', match: { header: { name: 'x-user', value: 'tester' } } };
    await expect(meshConsole.post(postRollout, { plan: planOf([led]) })).rejects.toThrow('x-user is boss');
  });
});
