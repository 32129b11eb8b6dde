import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyConfig } from '@/lib/protocol/api/config-changes';
import { type ConfigPreview, previewConfig } from '@/lib/protocol/api/config-preview';
import { getConfigPush } from '@/lib/protocol/api/config-push';
import { AgentProcess } from './support/agent-process';
import { ConsoleProcess } from './support/console-process';
import { MeshClient } from './support/mesh-client';
import { ScriptedApp } from './support/scripted-app';
import { waitUntil } from './support/wait-until';

const URL = 'http://shop:9080/status/200';
const RECORDED = 400;
/** Enough that one standard deviation of a split is far below one percentage point. */
const SENT = 20_000;

const split = (v1: number, v2: number): string => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: shop, namespace: whatif}
spec:
  host: shop
  subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: whatif}
spec:
  hosts: [shop]
  http:
    - route:
        - {destination: {host: shop, subset: v1}, weight: ${v1}}
        - {destination: {host: shop, subset: v2}, weight: ${v2}}
`;

const ONLY_ADMIN = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: shop, namespace: whatif}
spec:
  selector: {matchLabels: {app: shop}}
  rules:
    - to: [{operation: {paths: ["/admin*"]}}]
`;

/** The shop's only rule. */
const rule = (http: object): string =>
  JSON.stringify({
    ...{ apiVersion: 'networking.istio.io/v1', kind: 'VirtualService' },
    metadata: { name: 'shop', namespace: 'whatif' },
    spec: { hosts: ['shop'], http: [http] },
  });
const to = (subset: string) => ({ route: [{ destination: { host: 'shop', subset } }] });
const always = { percentage: { value: 100 } };

/** What becomes of every request under a rule. */
const OUTCOMES: readonly [kind: string, http: object][] = [
  ['same', to('v1')],
  ['moved', to('v2')],
  ['unmatched', { match: [{ uri: { prefix: '/other' } }], ...to('v1') }],
  ['unavailable', to('nobody')],
  ['redirected', { redirect: { uri: '/elsewhere' } }],
  ['answered', { directResponse: { status: 204 } }],
  ['aborted', { fault: { abort: { httpStatus: 503, ...always } }, ...to('v1') }],
];
const SIDE_EFFECTS: readonly [kind: string, http: object][] = [
  ['delayed', { fault: { delay: { fixedDelay: '1s', ...always } }, ...to('v1') }],
  ['mirrored', { mirror: { host: 'shop', subset: 'v2' }, ...to('v1') }],
  ['rewritten', { rewrite: { uri: '/other' }, ...to('v1') }],
];
const SLOW = 16;

let meshConsole: ConsoleProcess;
let apps: ScriptedApp[] = [];
let agents: AgentProcess[] = [];
let client: MeshClient;

beforeAll(async () => {
  meshConsole = await ConsoleProcess.start();
  apps = [await ScriptedApp.start(), await ScriptedApp.start()];
  const shops = await Promise.all(
    apps.map(({ port }, index) =>
      AgentProcess.start(meshConsole, {
        ...{ name: 'shop', namespace: 'whatif', version: `v${index + 1}`, appPort: port },
      }),
    ),
  );
  const caller = await AgentProcess.start(meshConsole, { name: 'caller', namespace: 'whatif' });
  agents = [...shops, caller];
  client = new MeshClient(caller.outbound);
  await apply(split(100, 0));
  await waitUntil('the caller to know the shop', async () =>
    (await client.send(URL)).code === 200 ? true : undefined,
  );
  await sendMany(RECORDED);
  await sendMany(SLOW, `${URL}?delay=500`);
  await waitUntil('the log to have them', async () =>
    (await preview(split(100, 0))).requests >= RECORDED + SLOW ? true : undefined,
  );
}, 120_000);

afterAll(async () => {
  client?.close();
  await Promise.all(agents.map((agent) => agent.process.stop()));
  await Promise.all(apps.map((app) => app.close()));
  await meshConsole?.close();
});

const preview = (yaml: string): Promise<ConfigPreview> =>
  meshConsole.post(previewConfig, { yaml, window: 3_600 });

async function apply(yaml: string): Promise<void> {
  const { pushRevision } = await meshConsole.post(applyConfig, { yaml, reason: 'a test' });
  await waitUntil('every agent to have it', async () => {
    const push = await meshConsole.get(getConfigPush);
    const isSomewhere = push.agents.some(({ ackedRevision }) => ackedRevision >= pushRevision);
    return isSomewhere && push.counts.synced === agents.length ? true : undefined;
  });
}

async function sendMany(count: number, at = URL): Promise<Map<number, number>> {
  const codes = new Map<number, number>();
  for (let sent = 0; sent < count; sent += 32) {
    const batch = Array.from({ length: Math.min(32, count - sent) }, () => client.send(at));
    for (const { code } of await Promise.all(batch)) codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  return codes;
}

const seenBy = (index: number): number => apps[index]?.seen.get('/status/200') ?? 0;

describe('a preview', () => {
  it.each(OUTCOMES)('says which requests would be %s', async (kind, http) => {
    const { outcomes } = await preview(rule(http));
    const found = outcomes.find((one) => one.kind === kind);
    expect(found?.share).toBeGreaterThan(0.98);
    // What stays as it is needs no examples.
    if (kind === 'same') return;
    expect(found?.examples[0]?.path).toMatch(/^\/status\/200/);
    expect(found?.callers[0]?.name).toMatch(/^whatif\/caller/);
  });

  it.each(SIDE_EFFECTS)('says which requests would be %s besides', async (kind, http) => {
    const { sideEffects } = await preview(rule(http));
    expect(sideEffects.find((one) => one.kind === kind)?.share).toBeGreaterThan(0.98);
  });

  it('says which requests a new timeout would end: those that took longer', async () => {
    const { outcomes } = await preview(rule({ timeout: '0.25s', ...to('v1') }));
    const found = outcomes.find(({ kind }) => kind === 'timed-out');
    expect(found?.requests).toBeGreaterThanOrEqual(SLOW * 0.9);
    const took = found?.examples.map(({ durationMs }) => durationMs) ?? [];
    expect(Math.min(...took)).toBeGreaterThan(249);
  });

  it('tells the split that is observed once the change is applied', { timeout: 180_000 }, async () => {
    const change = split(90, 10);
    const predicted = await preview(change);
    expect(predicted.explained).toBeGreaterThan(0.9);
    const { requests } = predicted.services.find(({ host }) => host.startsWith('shop.'))?.after ?? {
      requests: 0,
    };
    const toV2 = predicted.load.find(({ version }) => version === 'v2')?.after ?? 0;
    await apply(change);
    const before = [seenBy(0), seenBy(1)];
    await sendMany(SENT);
    const gained = [seenBy(0) - (before[0] ?? 0), seenBy(1) - (before[1] ?? 0)] as const;
    expect(gained[0] + gained[1]).toBe(SENT);
    expect(Math.abs(gained[1] / SENT - toV2 / requests)).toBeLessThan(0.01);
    await apply(split(100, 0));
  });

  it('foresees who would be denied, and names the call that breaks', { timeout: 60_000 }, async () => {
    const predicted = await preview(ONLY_ADMIN);
    const denied = predicted.outcomes.find(({ kind }) => kind === 'denied');
    expect(denied?.share).toBeGreaterThan(0.99);
    expect(predicted.broken[0]).toMatchObject({ by: { kind: 'AuthorizationPolicy', name: 'shop' } });
    expect(predicted.broken[0]?.caller).toMatch(/^whatif\/caller/);
    expect(predicted.headline).toContain('would be denied');
    await apply(ONLY_ADMIN);
    expect([...(await sendMany(64)).keys()]).toEqual([403]);
    const opened = await preview(ONLY_ADMIN.replace('/admin*', '/*'));
    expect(opened.outcomes.find(({ kind }) => kind === 'allowed')?.share).toBeGreaterThan(0.98);
  });

  it('answers text that cannot be read with its problems, and a window that is too long with words', async () => {
    const broken = await preview('kind: VirtualService\n  metadata: x');
    expect(broken.problems.length).toBeGreaterThan(0);
    expect(broken.requests).toBe(0);
    await expect(meshConsole.post(previewConfig, { yaml: '', from: 0, to: Date.now() })).rejects.toThrow(
      'a window has at most 7 days',
    );
  });
});
