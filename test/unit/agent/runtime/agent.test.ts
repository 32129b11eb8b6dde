import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Agent } from '@/agent/runtime/agent';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { FakeConsole } from '../support/fake-console';
import { makeExchange } from '../support/make-exchange';
import { makeSettings } from '../support/make-settings';
import { waitUntil } from '../support/wait-until';

describe('Agent', () => {
  let folder: string;
  let fake: FakeConsole;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'meshscope-'));
    fake = await FakeConsole.start();
  });
  afterEach(async () => {
    await fake.stop();
    rmSync(folder, { recursive: true });
    expect(fake.faults).toEqual([]);
  });

  const committedRequests = () =>
    fake.batches().reduce((sum, batch) => sum + batch.points.reduce((n, row) => n + row[2], 0), 0);

  it('delivers everything before it ends, having told that it drains', async () => {
    const agent = new Agent(makeSettings({ consoleUrl: fake.url, flushMs: 5_000 }));
    await agent.start();
    await waitUntil('connected', () => agent.uplink.isConnected);
    for (let i = 0; i < 500; i++) agent.recorder.record(makeExchange({ path: `/${i % 7}` }));
    await Promise.all([agent.stop(), agent.stop()]);
    expect(committedRequests()).toBe(500);
    await waitUntil('draining told', () => fake.statuses.at(-1)?.state === 'draining');
    expect(fake.connections).toBe(1);
  });

  it('keeps what could not be delivered for the next process, which delivers it under its old epoch', async () => {
    const spillFile = join(folder, 'spill');
    const first = new Agent(makeSettings({ spillFile }));
    await first.start();
    for (let i = 0; i < 20; i++) first.recorder.record(makeExchange());
    await first.stop();
    expect(readdirSync(folder)).toHaveLength(1);

    const second = new Agent(makeSettings({ spillFile, consoleUrl: fake.url, flushMs: 5_000 }));
    await second.start();
    second.recorder.record(makeExchange());
    await waitUntil('old and new delivered', () => committedRequests() === 21);
    await second.stop();
    expect(fake.committed.size).toBe(2);
    expect(new Set(fake.hellos.map((hello) => hello.epoch)).size).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
    expect(fake.duplicates).toBe(0);
  });

  it('serves by the configuration that a former process kept while the console is away', async () => {
    const upstream = await startUpstream();
    const stateFile = join(folder, 'state.json');
    const first = new Agent(makeSettings({ stateFile, consoleUrl: fake.url }));
    await first.start();
    await waitUntil('connected', () => first.uplink.isConnected);
    fake.send({
      type: 'config',
      revision: 3,
      services: [
        {
          host: 'ratings.default.svc.cluster.local',
          name: 'ratings',
          namespace: 'default',
          port: 9080,
          protocol: 'http',
          location: 'MESH_INTERNAL',
          endpoints: [{ address: '127.0.0.1', port: (upstream.address() as AddressInfo).port }],
        },
      ],
      resources: [],
      settings: { ...DEFAULT_MESH_SETTINGS, outboundTrafficPolicy: 'REGISTRY_ONLY' as const },
      telemetry: { randomSamplingPercentage: 0, accessLogging: false },
    });
    await waitUntil('kept', () => readdirSync(folder).includes('state.json'));
    await first.stop();

    const second = new Agent(makeSettings({ stateFile }));
    await second.start();
    await second.waitForConfig(100);
    await second.openOutbound({ host: '127.0.0.1', port: 0 }, []);
    expect(await getByHost(second.outbound?.port ?? 0, 'ratings:9080')).toBe('ok');
    expect(second.config.telemetry.accessLogging).toBe(false);
    await second.stop();
    upstream.close();
  });

  it('writes the access log to a file too', async () => {
    const path = join(folder, 'access.log');
    const agent = new Agent(makeSettings({ accessLog: { path, format: 'text' } }));
    agent.recorder.record(makeExchange());
    await agent.stop();
    expect(readFileSync(path, 'utf8')).toMatch(
      /^\[2023-11-14T22:13:20\.100Z\] "GET \/ratings\/0\?x=1 HTTP\/1\.1" 200 - /,
    );
  });
});

function startUpstream(): Promise<Server> {
  const server = createServer((_request, response) => response.end('ok'));
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** What a proxy answers for a host: fetch does not let its caller choose the Host header. */
function getByHost(port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, headers: { host } }, async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve(body);
    }).on('error', reject);
  });
}
