import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import { applyConfig } from '@/lib/protocol/api/config-changes';
import { type AgentPush, getConfigPush } from '@/lib/protocol/api/config-push';
import { getConsole } from '@/lib/protocol/api/console';
import { LIVE_LIMITS } from '@/lib/protocol/live/live-message';
import { agentToken } from '../support/agent-token';
import { ConsoleProcess } from '../support/console-process';
import { LiveBrowser } from '../support/live-browser';
import { ScriptedAgent } from '../support/scripted-agent';
import { labelsOf, logOf, pointOf } from '../support/telemetry-samples';
import { waitUntil } from '../support/wait-until';

const edge = (destination: string, code = '200') =>
  labelsOf({
    reporter: 'destination',
    source_workload: 'caller',
    source_workload_namespace: 'live',
    source_app: 'caller',
    source_canonical_service: 'caller',
    destination_workload: destination,
    destination_workload_namespace: 'live',
    destination_app: destination,
    destination_canonical_service: destination,
    destination_service: `${destination}.live.svc.cluster.local`,
    destination_service_name: destination,
    destination_service_namespace: 'live',
    request_protocol: 'http',
    response_code: code,
    response_flags: '-',
  });
const second = () => Math.floor(Date.now() / 1000);

describe('/live', () => {
  let target: ConsoleProcess;
  let agent: ScriptedAgent;
  const browsers: LiveBrowser[] = [];
  const open = async (): Promise<LiveBrowser> => {
    const browser = new LiveBrowser(target);
    browsers.push(browser);
    await browser.welcome();
    return browser;
  };

  beforeAll(async () => {
    target = await ConsoleProcess.start();
    agent = new ScriptedAgent({ url: target.url, token: await agentToken(target), agentId: 'live' });
    await agent.start();
  });
  afterAll(async () => {
    agent.stop();
    for (const { socket } of browsers) socket.terminate();
    await target.close();
  });

  it('sends the document once and then what changes', async () => {
    const browser = await open();
    browser.subscribe(1, 'graph', { type: 'workload', window: '60' });
    await waitUntil('the snapshot', () => browser.documents.get(1));
    agent.push({ points: [{ labels: edge('first'), second: second(), point: pointOf(4) }] });
    const id = 'workload:live/first';
    await waitUntil('the new node', () => browser.documents.get(1)?.nodes?.[id]);
    const node = JSON.stringify(browser.documents.get(1)?.nodes?.[id]);
    agent.push({ points: [{ labels: edge('second'), second: second(), point: pointOf(4) }] });
    await waitUntil('the next node', () => browser.documents.get(1)?.nodes?.['workload:live/second']);
    expect(node).toContain('"name":"first"');
    expect(browser.messages.filter(({ type }) => type === 'snapshot')).toHaveLength(1);
    const fresh = await open();
    fresh.subscribe(9, 'graph', { window: '60', type: 'workload' });
    await waitUntil('both to hold the same nodes', () => {
      const [a, b] = [browser.documents.get(1), fresh.documents.get(9)];
      return b !== undefined &&
        JSON.stringify(Object.keys(a?.edges ?? {})) === JSON.stringify(Object.keys(b.edges ?? {}))
        ? true
        : undefined;
    });
  });

  it('tails access logs as they come', async () => {
    const browser = await open();
    browser.subscribe(1, 'logs', { code: '503' });
    await waitUntil('the snapshot', () => browser.documents.get(1));
    agent.push({ logs: [logOf({ response_code: 503, path: '/broken' }), logOf({ path: '/fine' })] });
    const lines = await waitUntil('the line', () => {
      const found = Object.values(browser.documents.get(1)?.lines ?? {}) as { id: string; path: string }[];
      return found.length > 0 ? found : undefined;
    });
    expect(lines.map(({ path }) => path)).toEqual(['/broken']);
    await agent.drain();
    const stored = await fetch(`${target.url}/api/logs?code=503&window=60`);
    const { lines: found } = (await stored.json()) as { lines: { id: string }[] };
    // A line has one id wherever it is read, so that the tail and a search can be merged.
    expect(found.map(({ id }) => id)).toEqual(lines.map(({ id }) => id));
  });

  it('follows what each agent answers to a configuration: pending, refused with the reason, synced, offline', async () => {
    const gate = new ScriptedAgent({
      ...{ url: target.url, token: await agentToken(target), agentId: 'takes-config' },
      hello: { identity: describeWorkload({ name: 'takes-config', namespace: 'live' }) },
    });
    await gate.start();
    const browser = await open();
    browser.subscribe(7, 'config');
    const row = () => browser.documents.get(7)?.agents?.['takes-config'] as AgentPush | undefined;
    const summary = () => browser.documents.get(7)?.meta?.push;
    const answer = (status: 'ack' | 'nack', revision: number, reason?: string) =>
      gate.send({ type: 'config-result', revision, status, ...(reason === undefined ? {} : { reason }) });
    const sentRevision = () =>
      gate.received.findLast((message) => message.type === 'config' || message.type === 'config-delta')
        ?.revision;
    const first = await waitUntil('the first configuration', sentRevision);
    answer('ack', first);
    await waitUntil('the first answer', () => (row()?.state === 'synced' ? true : undefined));

    const yaml = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: followed, namespace: live}
spec: {hosts: [takes-config], http: [{route: [{destination: {host: takes-config}}]}]}
`;
    const { pushRevision } = await target.post(applyConfig, { yaml, reason: 'a test' });
    await waitUntil('it to be pending', () =>
      row()?.state === 'pending' && row()?.wantedRevision === pushRevision ? true : undefined,
    );
    expect(row()).toMatchObject({ ackedRevision: first, workload: 'takes-config', namespace: 'live' });
    const second = await waitUntil('the change', () =>
      sentRevision() === first ? undefined : sentRevision(),
    );
    answer('nack', second, 'no such listener');
    await waitUntil('the refusal', () => (row()?.state === 'refused' ? true : undefined));
    expect(row()).toMatchObject({ nackReason: 'no such listener', ackedRevision: first, objects: 1 });
    expect(summary()).toMatchObject({ pushRevision, objects: 1, counts: { refused: 1 } });

    answer('ack', second);
    await waitUntil('the change to be taken', () => (row()?.ackedRevision === second ? true : undefined));
    expect(row()).toMatchObject({ state: 'synced', nackReason: null });
    const asked = await target.get(getConfigPush);
    expect(row()).toEqual(asked.agents.find(({ agentId }) => agentId === 'takes-config'));
    gate.stop();
    await waitUntil('it to be offline', () =>
      row() === undefined || row()?.state === 'offline' ? true : undefined,
    );
    expect(browser.messages.filter((message) => message.type === 'snapshot')).toHaveLength(1);
  });

  it('answers what it cannot follow with an error of that subscription', async () => {
    const browser = await open();
    browser.subscribe(5, 'graph', { type: 'pie' });
    expect((await waitUntil('the error', () => browser.error(5))).code).toBe('bad_request');
    browser.subscribe(6, 'pulse');
    await waitUntil('another topic', () => browser.documents.get(6));
    for (let id = 100; id < 100 + LIVE_LIMITS.subscriptions; id++) browser.subscribe(id, 'pulse');
    expect((await waitUntil('the bound', () => browser.error(99 + LIVE_LIMITS.subscriptions))).code).toBe(
      'overloaded',
    );
  });

  it('gives signs of life while nothing changes', async () => {
    const browser = await open();
    await waitUntil('a tick', () => browser.messages.find(({ type }) => type === 'tick'));
  });

  it('lets a slow browser fall behind and catch up in one step, while agents are heard', async () => {
    const slow = await open();
    slow.subscribe(1, 'logs', {});
    await waitUntil('the snapshot', () => slow.documents.get(1));
    slow.socket.pause();
    // Lines with long paths fill the socket's buffers within the bound of the live tail.
    const path = `/${'x'.repeat(4_000)}`;
    const skipped = async () => (await target.get(getConsole)).live.skippedUpdates;
    await waitUntil('updates to be skipped', async () => {
      agent.push({ logs: Array.from({ length: 400 }, () => logOf({ path, start_time: Date.now() })) });
      await agent.drain();
      return (await skipped()) > 0 ? true : undefined;
    });
    const behind = slow.messages.length;
    agent.push({ logs: [logOf({ path: '/newest', response_code: 418 })] });
    await agent.drain();
    slow.socket.resume();
    await waitUntil('the newest line', () =>
      Object.values(slow.documents.get(1)?.lines ?? {}).find(
        (line) => (line as { path: string }).path === '/newest',
      ),
    );
    expect(slow.messages.length).toBeGreaterThan(behind);
  });
});
