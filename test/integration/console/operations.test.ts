import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getGraph } from '@/lib/protocol/api/graph';
import { putOperations } from '@/lib/protocol/api/overrides';
import { AgentProcess } from '../support/agent-process';
import { ConsoleProcess } from '../support/console-process';
import { MeshClient } from '../support/mesh-client';
import { waitUntil } from '../support/wait-until';

const HOST = 'http://orders.shop.svc.cluster.local:9080';
const LEARNT = 'GET /orders/{id}';
/** Looks like an id, so sidecars cannot learn it. */
const SPLIT = 'GET /orders/2024';

describe('path templates set by hand', { timeout: 120_000 }, () => {
  let console: ConsoleProcess;
  let app: Server;
  let agents: AgentProcess[];
  let client: MeshClient;

  beforeAll(async () => {
    console = await ConsoleProcess.start();
    app = createServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1');
    await waitUntil('the app', () => app.listening || undefined);
    const { port } = app.address() as AddressInfo;
    agents = [
      await AgentProcess.start(console, { name: 'orders', namespace: 'shop', appPort: port }),
      await AgentProcess.start(console, { name: 'web', namespace: 'shop' }),
    ];
    client = new MeshClient(agents[1]?.outbound ?? '');
    await waitUntil('the way to orders', async () =>
      (await client.send(`${HOST}/orders/1`)).code === 200 ? true : undefined,
    );
  }, 120_000);
  afterAll(async () => {
    client.close();
    await Promise.all(agents.map((agent) => agent.process.stop('SIGTERM')));
    await console.close();
    app.close();
  });

  /** Rates of what is asked of orders. */
  async function asked(): Promise<Map<string, number>> {
    const { nodes } = await console.get(getGraph, { type: 'operation', window: 300 });
    const operations = nodes.filter(({ kind }) => kind === 'operation');
    return new Map(operations.map(({ name, incoming }) => [name, incoming.http?.rate ?? 0]));
  }

  it('are counted by the sidecars from then on, and leave earlier requests where they are', async () => {
    const ask = () => client.send(`${HOST}/orders/2024`);
    await ask();
    const before = await waitUntil('what was learnt', async () => {
      await client.send(`${HOST}/orders/2`);
      const operations = await asked();
      return operations.has(LEARNT) ? operations : undefined;
    });
    expect([...before.keys()]).toEqual([LEARNT]);
    const answer = await fetch(`${console.url}${putOperations.path}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ namespace: 'shop', name: 'orders', templates: [LEARNT, SPLIT] }),
    });
    expect(answer.status).toBe(200);
    const after = await waitUntil('requests under the new template', async () => {
      await ask();
      const operations = await asked();
      return (operations.get(SPLIT) ?? 0) > 0 ? operations : undefined;
    });
    expect(after.get(LEARNT)).toBeGreaterThan(0);
  });
});
