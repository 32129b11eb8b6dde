import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { RolloutAlert } from '@/lib/server/rollout/send-alert';
import { ConsoleProcess } from '../integration/support/console-process';
import { expect, expectAccessible, test } from './support/console-test';

const TOKEN = 'only-for-those-who-may';
const RULE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: demo}
spec: {hosts: [shop], http: [{route: [{destination: {host: shop, subset: v1}, weight: 100}]}]}
`;
const PLAN = {
  service: { namespace: 'demo', name: 'shop' },
  target: { kind: 'VirtualService', namespace: 'demo', name: 'shop', rule: 0 },
  stable: { host: 'shop', subset: 'v1', version: 'v1' },
  canary: { host: 'shop', subset: 'v2', version: 'v2' },
  steps: [{ kind: 'approval', question: 'Ship it?' }],
  gates: [],
  significance: 0.05,
  maxSeconds: 3_600,
};

const alerts: RolloutAlert[] = [];
let inbox: http.Server;
let meshConsole: ConsoleProcess;

/** A console that asks for a password, and somebody who is told of its rollouts. */
test.beforeAll(async () => {
  test.setTimeout(120_000);
  inbox = http.createServer(async (request, response) => {
    alerts.push(JSON.parse(await text(request)) as RolloutAlert);
    response.end();
  });
  inbox.listen(0, '127.0.0.1');
  await once(inbox, 'listening');
  const { port } = inbox.address() as AddressInfo;
  meshConsole = await ConsoleProcess.start(['--admin-token', TOKEN, '--alert', `http://127.0.0.1:${port}/`]);
});

test.afterAll(async () => {
  await meshConsole?.close();
  inbox?.close();
});

test('the signed link of an alert lets somebody approve who is not signed in', async ({ page, request }) => {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const post = (path: string, data: unknown) => request.post(`${meshConsole.url}${path}`, { headers, data });
  expect((await post('/api/config/apply', { yaml: RULE, reason: 'a test' })).ok()).toBe(true);
  const started = await post('/api/rollouts', { plan: PLAN });
  const { id } = (await started.json()) as { id: string };
  await expect.poll(() => alerts.find(({ approveUrl }) => approveUrl !== undefined)).toBeDefined();
  const { approveUrl = '' } = alerts.find((alert) => alert.approveUrl !== undefined) ?? {};

  expect((await request.get(`${meshConsole.url}/api/rollouts/${id}`)).status()).toBe(401);
  await page.goto(approveUrl);
  await expect(page.getByRole('heading', { name: 'A rollout waits for you' })).toBeVisible();
  await expectAccessible(page);
  const phase = async () => {
    const answer = await request.get(`${meshConsole.url}/api/rollouts/${id}`, { headers });
    return ((await answer.json()) as { phase: string }).phase;
  };
  expect(await phase()).toBe('running');
  await page.getByRole('button', { name: 'Approve this step' }).click();
  await expect(page.getByRole('heading', { name: 'Approved' })).toBeVisible();
  await expect.poll(phase).toBe('promoted');
});
