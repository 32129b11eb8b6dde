import { connect, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getGraph } from '@/lib/protocol/api/graph';
import { postRollout, postRolloutAction } from '@/lib/protocol/api/rollouts';
import { AgentProcess } from '../support/agent-process';
import { OrdersMesh } from '../support/orders-mesh';
import { waitUntil } from '../support/wait-until';

/** A server that is no HTTP: it says its name to each line. */
async function startDatabase(name: string): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => {
    socket.on('data', (line) => socket.write(`${name} ${line}`));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
}

/** The first word of the answer; empty when the connection is cut. */
function ask(port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('select\n'));
    socket.once('data', (answer) => {
      resolve(String(answer).split(' ')[0] ?? '');
      socket.destroy();
    });
    socket.once('error', () => resolve(''));
    socket.once('close', () => resolve(''));
  });
}

describe('a service of TCP', { timeout: 120_000 }, () => {
  let mesh: OrdersMesh;
  const databases: Server[] = [];
  const agents: AgentProcess[] = [];
  let port = 0;

  beforeAll(async () => {
    mesh = await OrdersMesh.start();
    for (const version of ['v1', 'v2']) {
      const { port: appPort, server } = await startDatabase(version);
      databases.push(server);
      agents.push(
        await AgentProcess.start(mesh.console, {
          ...{ name: 'db', namespace: 'shop', version, appPort, servicePort: 5432 },
          extraArgs: ['--protocol', 'tcp', '--service-account', 'db'],
        }),
      );
    }
    const page = await AgentProcess.start(mesh.console, {
      ...{ name: 'page', namespace: 'shop' },
      extraArgs: ['--tcp', '127.0.0.1:0=db:5432', '--service-account', 'page'],
    });
    agents.push(page);
    const [, found = ''] = await page.process.waitForOutput(/db:5432 can be called at 127\.0\.0\.1:(\d+)/);
    port = Number(found);
    await waitUntil('both databases', async () => {
      const answers = await Promise.all(Array.from({ length: 8 }, () => ask(port)));
      return answers.includes('v1') && answers.includes('v2') ? true : undefined;
    });
  }, 180_000);
  afterAll(async () => {
    await Promise.all(agents.map(({ process }) => process.stop('SIGTERM')));
    for (const server of databases) server.close();
    await mesh.close();
  });

  it('goes where its tcp route says, and nowhere when a policy forbids it', async () => {
    await mesh.obey(`
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: db}
spec:
  host: db
  subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: db}
spec:
  hosts: [db]
  tcp: [{route: [{destination: {host: db, subset: v2}}]}]
`);
    expect(new Set(await Promise.all(Array.from({ length: 20 }, () => ask(port))))).toEqual(new Set(['v2']));
    await mesh.obey(`
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: db}
spec:
  selector: {matchLabels: {app: db}}
  action: DENY
  rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/page]}}]}]
`);
    expect(await ask(port)).toBe('');
    await mesh.forget('AuthorizationPolicy', 'db');
    expect(await ask(port)).toBe('v2');
  });

  it('is rolled out by weights, and put back', async () => {
    const names = () => Promise.all(Array.from({ length: 20 }, () => ask(port)));
    await mesh.obey(`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: db}
spec:
  hosts: [db]
  tcp: [{route: [{destination: {host: db, subset: v1}}]}]
`);
    const place = { namespace: 'shop', name: 'db' };
    const version = (name: string) => ({ host: 'db', subset: name, version: name });
    const { id } = await mesh.console.post(postRollout, {
      plan: {
        service: place,
        target: { kind: 'VirtualService', ...place, rule: 0 },
        ...{ stable: version('v1'), canary: version('v2'), gates: [], significance: 0.05, maxSeconds: 600 },
        steps: [
          { kind: 'weight', percent: 100 },
          { kind: 'approval', question: 'Good?' },
        ],
      },
    });
    const answers = (wanted: string) =>
      waitUntil(`${wanted} to answer all`, async () =>
        (await names()).every((name) => name === wanted) ? true : undefined,
      );
    await answers('v2');
    await mesh.console.post(postRolloutAction, { action: 'abort' }, { id });
    await answers('v1');
    await mesh.forget('VirtualService', 'db');
  });

  it('is an edge of the graph, by mutual TLS, from who calls to who answers', async () => {
    const edge = await waitUntil('the edge from page to db v2', async () => {
      await ask(port);
      const { edges, nodes: found } = await mesh.console.get(getGraph, { namespaces: 'shop' });
      const nodes = new Map(found.map((node) => [node.id, node]));
      return edges.find(({ mtlsPercent, protocol, source, target }) => {
        const [from, to] = [nodes.get(source), nodes.get(target)];
        return protocol === 'tcp' && from?.app === 'page' && to?.version === 'v2' && mtlsPercent !== null;
      });
    });
    expect(edge.mtlsPercent).toBe(100);
  });
});
