import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatEdge } from '@/lib/mesh/graph/node-id';
import { type Agent, getAgents } from '@/lib/protocol/api/agents';
import { getSignals } from '@/lib/protocol/api/signals';
import { AgentProcess } from './support/agent-process';
import { ConsoleProcess } from './support/console-process';
import { MeshClient } from './support/mesh-client';
import { ScriptedApp } from './support/scripted-app';
import { waitUntil } from './support/wait-until';

const EDGE = formatEdge('workload:faults/caller', 'service:faults/shop', 'http');

let meshConsole: ConsoleProcess;
let app: ScriptedApp;
let shop: AgentProcess;
let caller: AgentProcess;
let client: MeshClient;

beforeAll(async () => {
  meshConsole = await ConsoleProcess.start();
  app = await ScriptedApp.start();
  shop = await AgentProcess.start(meshConsole, {
    name: 'shop',
    namespace: 'faults',
    version: 'v1',
    appPort: app.port,
  });
  caller = await AgentProcess.start(meshConsole, { name: 'caller', namespace: 'faults' });
  client = new MeshClient(caller.outbound);
  await waitUntil('the caller to know the shop', async () => ((await send()) === 200 ? true : undefined));
});

afterAll(async () => {
  client?.close();
  await Promise.all([shop, caller].map((agent) => agent?.process.stop()));
  await app?.close();
  await meshConsole?.close();
});

/** Requests that the shop answered: what the console must have counted once all has arrived. */
let sent = 0;

async function send(): Promise<number> {
  const { code } = await client.send('http://shop.faults:9080/status/200');
  if (code === 200) sent++;
  return code;
}

async function counted(): Promise<number> {
  const answer = await meshConsole.get(getSignals, { of: EDGE, window: 600 });
  return answer.codes.reduce((sum, { requests }) => sum + requests, 0);
}

/** Sends without pause until `whileRunning` ends; every request must succeed. */
async function keepSending(whileRunning: Promise<unknown>): Promise<void> {
  let running = true;
  const ended = whileRunning.finally(() => {
    running = false;
  });
  while (running) {
    expect(await send(), shop.process.printed + caller.process.printed).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await ended;
}

async function expectAllCountedOnce(): Promise<void> {
  await waitUntil(`the console to count ${sent}`, async () => ((await counted()) >= sent ? true : undefined));
  // Once more after everything had time to arrive twice.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await counted()).toBe(sent);
}

async function databasePid(): Promise<number> {
  const pidFile = await readFile(
    join(meshConsole.home, 'data', 'postgres', 'data', 'postmaster.pid'),
    'utf8',
  );
  return Number(pidFile.split('\n')[0]);
}

describe('a mesh whose console fails', () => {
  it('counts every request once through kill -9 of the console, and the traffic never notices', async () => {
    await keepSending(
      (async () => {
        for (let round = 0; round < 2; round++) {
          await new Promise((resolve) => setTimeout(resolve, 700));
          await meshConsole.kill();
          await new Promise((resolve) => setTimeout(resolve, 300));
          await meshConsole.restart();
        }
      })(),
    );
    await expectAllCountedOnce();
  });

  it('counts every request once through kill -9 of the database', async () => {
    await keepSending(
      (async () => {
        await new Promise((resolve) => setTimeout(resolve, 500));
        process.kill(await databasePid(), 'SIGKILL');
        await new Promise((resolve) => setTimeout(resolve, 500));
        await waitUntil('the database to be back', async () =>
          (await fetch(`${meshConsole.url}/readyz`)).ok ? true : undefined,
        );
      })(),
    );
    await expectAllCountedOnce();
  });

  it('keeps what was acknowledged over a restart of everything', async () => {
    await expectAllCountedOnce();
    await meshConsole.process.stop('SIGTERM');
    await meshConsole.restart();
    expect(await counted()).toBe(sent);
  });

  it('serves with the last good state while the console is away', async () => {
    await meshConsole.kill();
    for (let i = 0; i < 50; i++) expect(await send(), shop.process.printed).toBe(200);
    await meshConsole.restart();
    await expectAllCountedOnce();
  });

  it('counts and shows what an agent with a full buffer had to drop', async () => {
    const small = await AgentProcess.start(meshConsole, {
      name: 'small',
      namespace: 'faults',
      extraArgs: ['--buffer', '64KiB'],
    });
    const smallClient = new MeshClient(small.outbound);
    await waitUntil('the small caller to know the shop', async () =>
      (await smallClient.send('http://shop.faults:9080/status/200')).code === 200 ? true : undefined,
    );
    await meshConsole.kill();
    for (let i = 0; i < 600; i++) {
      const seen = await smallClient.send(
        `http://shop.faults:9080/status/200?padding=${'x'.repeat(200)}${i}`,
      );
      expect(seen.code).toBe(200);
      if (i % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 250));
    }
    await meshConsole.restart();
    const agent = await waitUntil('the drops to be shown', async (): Promise<Agent | undefined> => {
      const { agents } = await meshConsole.get(getAgents);
      return agents.find(({ app: name, drops }) => name === 'small' && drops.batches > 0);
    });
    expect(agent.drops.logs).toBeGreaterThan(0);
    expect(await (await fetch(`${small.adminUrl}/stats/prometheus`)).text()).toMatch(
      /meshscope_agent_\w*dropped\w*\{/,
    );
    smallClient.close();
    await small.process.stop();
  });
});
