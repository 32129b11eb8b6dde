import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { connect, createServer as createTcpServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Agent } from '@/agent/runtime/agent';
import { toConfigObject } from '@/lib/mesh/config/config-object';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import type { PortProtocol } from '@/lib/mesh/registry/service';
import { waitFor } from '@/test/support/agent/wait-for';
import { listen } from '../access/start-guarded';
import { makeSettings } from '../support/make-settings';

const LOCAL = '127.0.0.1';
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** An agent of cart in front of an app, and how it is told what a console would say. */
async function startCart(appPort: number, protocol: PortProtocol) {
  const identity = describeWorkload({ name: 'cart' });
  const service = { name: 'cart', namespace: 'default', port: 80, protocol };
  const agent = new Agent(makeSettings({ identity, agentId: 'cart', drainMs: 0, service }));
  cleanups.push(() => agent.stop());
  await agent.start();
  const { port } = await agent.openInbound({ host: LOCAL, port: 0 }, { host: LOCAL, port: appPort });
  let revision = 0;
  const apply = (spec: string) => {
    const yaml = `apiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata: {name: cart, namespace: default}\nspec: ${spec}\n`;
    const verdict = agent.config.takeSnapshot({
      revision: ++revision,
      services: [],
      resources: parseResources(yaml, 'test.yaml').resources.map(toConfigObject),
      settings: DEFAULT_MESH_SETTINGS,
      telemetry: { randomSamplingPercentage: 0, accessLogging: false },
    });
    expect(verdict).toEqual({ status: 'ack' });
  };
  return { apply, port };
}

const ask = (port: number): Promise<{ status: number; body: string; overloaded: boolean }> =>
  new Promise((resolve, reject) => {
    request({ host: LOCAL, port, agent: false }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (piece: string) => {
        body += piece;
      });
      const overloaded = answer.headers['x-envoy-overloaded'] === 'true';
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body, overloaded }));
    })
      .on('error', reject)
      .end();
  });

describe('the port of a workload', () => {
  it('takes no more requests than its Sidecar allows, and answers the others 503', async () => {
    const waiting: (() => void)[] = [];
    const app = createServer((_, response) => waiting.push(() => response.end('done')));
    cleanups.push(() => app.close());
    const { apply, port } = await startCart(await listen(app), 'http');
    apply('{inboundConnectionPool: {tcp: {maxConnections: 1}, http: {http1MaxPendingRequests: 1}}}');
    const first = ask(port);
    await waitFor(
      () => waiting.length === 1,
      () => 'the first request at the app',
    );
    const others = [ask(port), ask(port)];
    const refused = await Promise.race(others);
    expect(refused).toMatchObject({ status: 503, overloaded: true });
    waiting[0]?.();
    await waitFor(
      () => waiting.length === 2,
      () => 'the one that waited at the app',
    );
    waiting[1]?.();
    expect([await first, ...(await Promise.all(others))].map(({ status }) => status).sort()).toEqual([
      200, 200, 503,
    ]);
  });

  it('is served where the listener of a Sidecar says', async () => {
    const named = (name: string) => createServer((_, response) => response.end(name));
    const apps = [named('told'), named('by the Sidecar')];
    cleanups.push(() => apps.map((app) => app.close()));
    const [told = 0, other = 0] = await Promise.all(apps.map(listen));
    const { apply, port } = await startCart(told, 'http');
    expect(await ask(port)).toMatchObject({ body: 'told' });
    apply(`{ingress: [{port: {number: 80, protocol: HTTP}, defaultEndpoint: "127.0.0.1:${other}"}]}`);
    expect(await ask(port)).toMatchObject({ body: 'by the Sidecar' });
    apply('{}');
    expect(await ask(port)).toMatchObject({ body: 'told' });
  });

  it('is served at the Unix socket that a Sidecar names, in HTTP and in TCP', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'meshscope-socket-'));
    cleanups.push(() => rmSync(dir, { recursive: true }));
    const told = createServer((_, response) => response.end('told'));
    const apps = [
      createServer((_, response) => response.end('by a socket')),
      createTcpServer((socket) => socket.end('bytes by a socket')),
    ];
    cleanups.push(() => [told, ...apps].map((app) => app.close()));
    const paths = apps.map((_, at) => join(dir, `app-${at}.sock`));
    for (const [at, app] of apps.entries()) {
      await new Promise<void>((resolve) => app.listen(paths[at], resolve));
    }
    const toldPort = await listen(told);
    const http = await startCart(toldPort, 'http');
    http.apply(`{ingress: [{port: {number: 80, protocol: HTTP}, defaultEndpoint: "unix://${paths[0]}"}]}`);
    expect(await ask(http.port)).toMatchObject({ status: 200, body: 'by a socket' });
    const tcp = await startCart(toldPort, 'tcp');
    tcp.apply(`{ingress: [{port: {number: 80, protocol: TCP}, defaultEndpoint: "unix://${paths[1]}"}]}`);
    const said = await new Promise<string>((resolve) => {
      const socket = connect(tcp.port, LOCAL);
      cleanups.push(() => socket.destroy());
      socket.once('data', (bytes) => resolve(bytes.toString()));
      socket.once('close', () => resolve('closed'));
      socket.on('error', () => undefined);
    });
    expect(said).toBe('bytes by a socket');
  });

  it('takes no more connections of TCP than its Sidecar allows', async () => {
    const open: Socket[] = [];
    const app = createTcpServer((socket) => {
      open.push(socket.on('error', () => undefined));
      socket.write('hello');
    });
    cleanups.push(() => {
      app.close();
      for (const socket of open) socket.destroy();
    });
    await new Promise<void>((resolve) => app.listen(0, LOCAL, resolve));
    const { apply, port } = await startCart((app.address() as { port: number }).port, 'tcp');
    apply('{inboundConnectionPool: {tcp: {maxConnections: 1}}}');
    const call = () =>
      new Promise<string>((resolve) => {
        const socket = connect(port, LOCAL);
        cleanups.push(() => socket.destroy());
        socket.once('data', (bytes) => resolve(bytes.toString()));
        socket.once('close', () => resolve('closed'));
        socket.on('error', () => undefined);
      });
    expect(await call()).toBe('hello');
    expect(await call()).toBe('closed');
    expect(open).toHaveLength(1);
  });
});
