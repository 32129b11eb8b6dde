import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getAgentProxy } from '@/lib/protocol/api/agent-proxy';
import { getConfigRevision, listConfigHistory } from '@/lib/protocol/api/config-history';
import { getConfig, listConfig } from '@/lib/protocol/api/config-objects';
import { getConfigPush, getConfigSync } from '@/lib/protocol/api/config-push';
import { getEvents } from '@/lib/protocol/api/overview';
import { BAD_YAML } from '../../support/bad-yaml';
import { AgentProcess } from '../support/agent-process';
import { ConsoleProcess } from '../support/console-process';
import { MeshClient } from '../support/mesh-client';
import { SpawnedProcess } from '../support/spawned-process';
import { waitUntil } from '../support/wait-until';

const COMMAND = new URL('../../../agent/bin/meshscope.mjs', import.meta.url).pathname;
const rule = (name: string, host: string) => `# why ${name} is there
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
  namespace: shop
spec:
  hosts: [${host}] # the host
  http:
  - route:
    - destination: {host: web}
`;

describe('the configuration', { timeout: 120_000 }, () => {
  let console: ConsoleProcess;
  let agent: AgentProcess;
  let app: Server;
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'meshscope-files-'));
    console = await ConsoleProcess.start(['--config-dir', directory]);
    app = createServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1');
    await waitUntil('the app', () => app.listening || undefined);
    const { port } = app.address() as AddressInfo;
    agent = await AgentProcess.start(console, { name: 'web', namespace: 'shop', appPort: port });
    await waitUntil('the agent to be in step', async () =>
      (await push()).counts.synced === 1 ? true : undefined,
    );
  }, 120_000);
  afterAll(async () => {
    await agent.process.stop('SIGTERM');
    await console.close();
    app.close();
    await rm(directory, { recursive: true });
  });

  const push = () => console.get(getConfigPush);
  const configDump = async () =>
    (await (await fetch(`${agent.adminUrl}/config_dump`)).json()) as {
      configuration: { resources: unknown[] };
    };
  const object = (name: string) =>
    console.get(getConfig, {}, { kind: 'VirtualService', namespace: 'shop', name });

  async function post(path: string, body: object): Promise<{ status: number; answer: unknown }> {
    const response = await fetch(`${console.url}/api/config/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, answer: await response.json() };
  }

  async function meshscope(...args: string[]) {
    const process = new SpawnedProcess(args, console.agentEnv, COMMAND);
    const code = await waitUntil('the command to end', () =>
      process.hasEnded ? { ended: true } : undefined,
    );
    return { ...code, printed: process.printed };
  }

  it('goes from a file to the agent, which has it when the command ends', async () => {
    const file = join(directory, '..', `apply-${Date.now()}.yaml`);
    await writeFile(file, rule('web', 'web'));
    const { printed } = await meshscope('apply', '-f', file, '--reason', 'the first');
    await rm(file);
    expect(printed).toContain('virtualservice.networking.istio.io/web created');
    expect(printed).toContain('1 of 1 agents took it');
    expect((await configDump()).configuration.resources).toMatchObject([
      { kind: 'VirtualService', metadata: { name: 'web', namespace: 'shop' } },
    ]);
    const { agents } = await push();
    expect(agents).toMatchObject([{ state: 'synced', nackReason: null, objects: 1 }]);
    expect(await object('web')).toMatchObject({
      yaml: rule('web', 'web'),
      version: 1,
      author: userInfo().username,
    });
    await waitUntil('the event', async () => {
      const { events } = await console.get(getEvents, { limit: 50 });
      const wanted = `VirtualService web was created by ${userInfo().username}: the first.`;
      return events.find(({ message }) => message === wanted);
    });
  });

  it('is what the agent does with the next request', async () => {
    const client = new MeshClient(agent.outbound);
    const abort = 'fault: {abort: {httpStatus: 418, percentage: {value: 100}}}';
    expect(await client.send('http://web.shop:9080/')).toMatchObject({ code: 200 });
    await post('apply', { yaml: `${rule('web', 'web')}    ${abort}\n` });
    await waitUntil('the agent', async () => ((await push()).counts.synced === 1 ? true : undefined));
    expect(await client.send('http://web.shop:9080/')).toMatchObject({ code: 418 });
    await post('apply', { yaml: rule('web', 'web') });
    await waitUntil('the agent', async () => ((await push()).counts.synced === 1 ? true : undefined));
    expect(await client.send('http://web.shop:9080/')).toMatchObject({ code: 200 });
    client.close();
  });

  it('can be seen where it is carried out: the agent says what its proxy made of it', async () => {
    const [{ agentId = '' } = {}] = (await push()).agents;
    const { proxy, wantedRevision } = await console.get(getAgentProxy, {}, { id: agentId });
    expect(proxy.revision).toBe(wantedRevision);
    expect(
      proxy.routes.find(({ listener, rule }) => listener === '9080' && rule?.name === 'web'),
    ).toMatchObject({
      listener: '9080',
      match: '',
      rule: { kind: 'VirtualService', namespace: 'shop', path: 'spec.http[0]' },
      destinations: [{ cluster: 'outbound|9080||web.shop.svc.cluster.local', percent: 100 }],
    });
    expect(proxy.listeners.map(({ side }) => side).sort()).toEqual(['inbound', 'outbound']);
    expect(proxy.endpoints.find(({ workload }) => workload === 'web')?.totalRequests).toBeGreaterThan(0);
    expect(proxy.certificates[0]?.names).toContain('spiffe://cluster.local/ns/shop/sa/');
    const { printed } = await meshscope('proxy-config', 'routes', 'web');
    expect(printed).toMatch(
      /9080 +web\.shop\.svc\.cluster\.local:9080 .*VirtualService shop\/web spec\.http\[0\]/,
    );
    const unknown = await fetch(`${console.url}/api/agents/nobody/proxy`);
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toContain('No agent has the id');
  });

  it('is written into the directory, and read from it', async () => {
    const written = join(directory, 'shop', 'virtualservice-web.yaml');
    await waitUntil('the file', () => readFile(written, 'utf8').catch(() => undefined));
    expect(await readFile(written, 'utf8')).toBe(rule('web', 'web'));
    await writeFile(join(directory, 'more.yaml'), rule('more', 'more'));
    await waitUntil('the object', async () => {
      const { items } = await console.get(listConfig);
      return items.find(({ name }) => name === 'more');
    });
    expect(await console.get(getConfigSync)).toMatchObject({ mode: 'both', error: null, conflicts: [] });
  });

  it('survives a console that is killed, with its history, and agents go on', async () => {
    const before = await console.get(listConfig);
    const history = await console.get(listConfigHistory);
    await console.kill();
    await console.restart();
    expect(await console.get(listConfig)).toEqual(before);
    expect(await console.get(listConfigHistory)).toEqual(history);
    await waitUntil('the agent', async () => ((await push()).counts.synced === 1 ? true : undefined));
  });

  it('refuses a stale save with three texts, reverts and restores', async () => {
    const { version, key } = await object('web');
    const saved = await post('apply', { yaml: rule('web', 'theirs'), expected: { [key]: version } });
    expect(saved.status).toBe(200);
    const stale = await post('apply', { yaml: rule('web', 'yours'), expected: { [key]: version } });
    expect(stale.status).toBe(409);
    expect(stale.answer).toMatchObject({
      error: {
        code: 'conflict',
        details: {
          conflicts: [
            { base: rule('web', 'web'), theirs: rule('web', 'theirs'), yours: rule('web', 'yours') },
          ],
        },
      },
    });
    const { revisions } = await console.get(listConfigHistory);
    const last = revisions[0]?.revision ?? 0;
    const detail = await console.get(getConfigRevision, {}, { revision: String(last) });
    expect(detail.changes[0]?.diff).toContain('-  hosts: [web] # the host\n+  hosts: [theirs] # the host');
    const name = { kind: 'VirtualService', namespace: 'shop', name: 'web' };
    expect((await post('revert', { ...name, revision: last - 1 })).status).toBe(200);
    expect((await object('web')).yaml).toBe(rule('web', 'web'));
    expect((await post('restore', { revision: last })).status).toBe(200);
    expect((await object('web')).yaml).toBe(rule('web', 'theirs'));
  });

  it.each([
    ['a document of 10 MB', `a: ${'x'.repeat(10_000_000)}`],
    ['two keys of one name', `${rule('bad', 'bad')}spec: {}\n`],
    ['broken YAML', 'kind: [\n'],
    [
      'an alias bomb',
      Array.from(
        { length: 30 },
        (_, i) => `a${i}: &a${i} [${i === 0 ? '1' : `*a${i - 1}, *a${i - 1}`}]`,
      ).join('\n'),
    ],
    ['a wrong type', rule('bad', 'bad').replace('[bad]', '7')],
  ])('stays as it is when it is sent %s', async (_name, yaml) => {
    const before = await console.get(listConfig);
    const { status, answer } = await post('apply', { yaml });
    expect([400, 413]).toContain(status);
    expect((answer as { error: { message: string } }).error.message).toMatch(
      /line \d+|at most|characters|Too big/,
    );
    expect(await console.get(listConfig)).toEqual(before);
  });

  it('is left alone by files that cannot be read, each named with its line and column', async () => {
    const folder = join(directory, '..', `bad-${Date.now()}`);
    await mkdir(folder);
    for (const [index, { text }] of BAD_YAML.entries()) await writeFile(join(folder, `${index}.yaml`), text);
    const before = await console.get(listConfig);
    for (const verb of ['apply', 'diff']) {
      const { printed } = await meshscope(verb, '-f', folder);
      for (const [index, { line, column }] of BAD_YAML.entries()) {
        expect(printed).toContain(`${join(folder, `${index}.yaml`)}:${line}:${column}: `);
      }
    }
    const large = join(folder, 'large.yaml');
    await writeFile(large, `# ${'x'.repeat(10 * 1024 * 1024)}\n${rule('large', 'large')}`);
    expect((await meshscope('apply', '-f', large)).printed).toContain(`${large} has 104`);
    expect(await console.get(listConfig)).toEqual(before);
    await rm(folder, { recursive: true });
  });
});
