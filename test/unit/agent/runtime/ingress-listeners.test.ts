import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type RequestOptions, request } from 'node:http';
import { request as requestByTls } from 'node:https';
import { connect, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '@/agent/run/free-port';
import { Agent } from '@/agent/runtime/agent';
import { servedPorts } from '@/agent/runtime/agent-facts';
import { toConfigObject } from '@/lib/mesh/config/config-object';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import { waitFor } from '@/test/support/agent/wait-for';
import { listen } from '../access/start-guarded';
import { makeSettings } from '../support/make-settings';

const LOCAL = '127.0.0.1';
let dir = '';
const cleanups: (() => unknown)[] = [];

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'meshscope-ingress-'));
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  execFileSync(
    'openssl',
    ['req', '-x509', ...key, '-keyout', 'own.key', '-out', 'own.crt', '-subj', '/CN=cart'].concat([
      '-addext',
      'subjectAltName=DNS:cart.example',
    ]),
    { cwd: dir, stdio: 'pipe' },
  );
});
afterAll(() => rmSync(dir, { recursive: true }));
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** An agent of cart at port 80, and how it is told what a console would say. */
async function startCart() {
  const identity = describeWorkload({ name: 'cart' });
  const service = { name: 'cart', namespace: 'default', port: 80, protocol: 'http' as const };
  const said: string[] = [];
  const log = (message: string) => said.push(message);
  const agent = new Agent(makeSettings({ identity, agentId: 'cart', drainMs: 0, service, log }));
  cleanups.push(() => agent.stop());
  await agent.start();
  await agent.openInbound({ host: LOCAL, port: 0 }, { host: LOCAL, port: 1 });
  let revision = 0;
  const apply = async (...specs: [kind: string, spec: string][]) => {
    const yaml = specs.map(([kind, spec]) => {
      const group = kind === 'Sidecar' ? 'networking.istio.io/v1' : 'security.istio.io/v1';
      return `apiVersion: ${group}\nkind: ${kind}\nmetadata: {name: cart, namespace: default}\nspec: ${spec}\n`;
    });
    const verdict = agent.config.takeSnapshot({
      revision: ++revision,
      services: [],
      resources: parseResources(yaml.join('---\n'), 'test.yaml').resources.map(toConfigObject),
      settings: DEFAULT_MESH_SETTINGS,
      telemetry: { randomSamplingPercentage: 0, accessLogging: false },
    });
    expect(verdict).toEqual({ status: 'ack' });
    await agent.sidecarPorts.update();
  };
  return { agent, apply, said };
}

async function startApp(name: string): Promise<{ port: number; headers: () => IncomingHttpHeaders }> {
  let headers: IncomingHttpHeaders = {};
  const app = createServer((message, response) => {
    headers = message.headers;
    response.end(name);
  });
  cleanups.push(() => app.close());
  return { port: await listen(app), headers: () => headers };
}

interface Answer {
  status: number;
  body: string;
}

const FAILED: Answer = { status: 0, body: '' };

function ask(options: RequestOptions, send: typeof request = request): Promise<Answer> {
  return new Promise((resolve) => {
    send({ host: LOCAL, agent: false, ...options }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (piece: string) => {
        body += piece;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    })
      .on('error', () => resolve(FAILED))
      .end();
  });
}

const ingress = (...listeners: string[]): [string, string] => ['Sidecar', `{ingress: [${listeners.join()}]}`];

describe('the further ports of a Sidecar', () => {
  it('lead where their listeners say, move with them, and are closed with the last word of them', async () => {
    const [one, other] = [await startApp('one'), await startApp('other')];
    const { agent, apply } = await startCart();
    const port = await findFreePort();
    const at = (endpoint: number) =>
      ingress(`{port: {number: ${port}, protocol: HTTP}, defaultEndpoint: "127.0.0.1:${endpoint}"}`);
    await apply(at(one.port));
    expect(await ask({ port })).toEqual({ status: 200, body: 'one' });
    await apply(at(other.port));
    expect(await ask({ port })).toEqual({ status: 200, body: 'other' });
    await apply(
      ingress(`{port: {number: ${port}}, bind: 127.0.0.2, defaultEndpoint: "127.0.0.1:${other.port}"}`),
    );
    expect(await ask({ port })).toEqual(FAILED);
    expect(await ask({ port, host: '127.0.0.2' })).toEqual({ status: 200, body: 'other' });
    await apply();
    expect(await ask({ port, host: '127.0.0.2' })).toEqual(FAILED);
    expect(agent.ingress.size).toBe(0);
  });

  it('are ports of the service, by which callers of the mesh find the agent', async () => {
    const app = await startApp('grpc');
    const { agent, apply } = await startCart();
    const port = await findFreePort();
    await apply(
      ingress(`{port: {number: ${port}, protocol: GRPC}, defaultEndpoint: "127.0.0.1:${app.port}"}`),
    );
    expect(servedPorts(agent).map((one) => [one.port, one.protocol, one.targetPort])).toEqual([
      [80, 'http', agent.inbound?.port],
      [port, 'grpc', port],
    ]);
  });

  it('carry what is not HTTP', async () => {
    const app = createTcpServer((socket) => socket.on('error', () => undefined).end('bytes'));
    cleanups.push(() => app.close());
    await new Promise<void>((resolve) => app.listen(0, LOCAL, resolve));
    const { apply } = await startCart();
    const port = await findFreePort();
    const { port: behind } = app.address() as { port: number };
    await apply(ingress(`{port: {number: ${port}, protocol: TCP}, defaultEndpoint: "127.0.0.1:${behind}"}`));
    const said = await new Promise<string>((resolve) => {
      const socket = connect(port, LOCAL);
      socket.once('data', (bytes) => resolve(bytes.toString()));
      socket.on('error', () => resolve('refused'));
      cleanups.push(() => socket.destroy());
    });
    expect(said).toBe('bytes');
  });

  it('obey policies by their own number', async () => {
    const app = await startApp('app');
    const { apply } = await startCart();
    const [open, strict] = [await findFreePort(), await findFreePort()];
    const sidecar = ingress(
      ...[open, strict].map(
        (port) => `{port: {number: ${port}, protocol: HTTP}, defaultEndpoint: "127.0.0.1:${app.port}"}`,
      ),
    );
    await apply(sidecar, [
      'PeerAuthentication',
      `{selector: {matchLabels: {app: cart}}, mtls: {mode: PERMISSIVE}, portLevelMtls: {${strict}: {mode: STRICT}}}`,
    ]);
    expect(await ask({ port: open })).toMatchObject({ status: 200 });
    expect(await ask({ port: strict })).toEqual(FAILED);
    await apply(sidecar, [
      'AuthorizationPolicy',
      `{action: DENY, rules: [{to: [{operation: {ports: ["${open}"]}}]}]}`,
    ]);
    expect(await ask({ port: open })).toMatchObject({ status: 403 });
    expect(await ask({ port: strict })).toMatchObject({ status: 200 });
  });

  it('end TLS of their own where the mesh asks for none, and take nothing else', async () => {
    const app = await startApp('secret');
    const { agent, apply, said } = await startCart();
    const [port, mutual] = [await findFreePort(), await findFreePort()];
    const files = `serverCertificate: ${join(dir, 'own.crt')}, privateKey: ${join(dir, 'own.key')}`;
    const listener = (number: number, tls: string) =>
      `{port: {number: ${number}, protocol: HTTPS}, defaultEndpoint: "127.0.0.1:${app.port}", tls: {${tls}, ${files}}}`;
    const sidecar = ingress(
      listener(port, 'mode: SIMPLE'),
      listener(mutual, `mode: MUTUAL, caCertificates: ${join(dir, 'own.crt')}`),
    );
    const mode = (name: string): [string, string] => [
      'PeerAuthentication',
      `{selector: {matchLabels: {app: cart}}, portLevelMtls: {${port}: {mode: ${name}}, ${mutual}: {mode: ${name}}}}`,
    ];
    await apply(sidecar, mode('DISABLE'));
    const [cert, key] = [readFileSync(join(dir, 'own.crt')), readFileSync(join(dir, 'own.key'))];
    const secure = { servername: 'cart.example', ca: cert };
    expect(await ask({ port, ...secure }, requestByTls)).toEqual({ status: 200, body: 'secret' });
    expect(app.headers()['x-forwarded-proto']).toBe('https');
    expect(await ask({ port })).toEqual(FAILED);
    expect(await ask({ port: mutual, ...secure }, requestByTls)).toEqual(FAILED);
    const proven = { ...secure, cert, key };
    expect(await ask({ port: mutual, ...proven }, requestByTls)).toEqual({ status: 200, body: 'secret' });
    expect(said.filter((line) => line.includes('listens at'))).toHaveLength(2);
    // Where mutual TLS of the mesh is possible the workload's own is not ended.
    await apply(sidecar, mode('STRICT'));
    await waitFor(
      () => agent.tls.modeOf(port) === 'STRICT',
      () => 'STRICT to be enforced',
    );
    expect(await ask({ port, ...secure }, requestByTls)).toEqual(FAILED);
  });

  it('stay closed where the workload would have to listen at the same place, which is said once', async () => {
    const { agent, apply, said } = await startCart();
    const port = await findFreePort();
    await apply(ingress(`{port: {number: ${port}}}`));
    await apply(ingress(`{port: {number: ${port}, protocol: HTTP}}`));
    expect(agent.ingress.size).toBe(0);
    expect(said.filter((line) => line.includes(`port ${port} of the Sidecar`))).toEqual([
      `cannot open port ${port} of the Sidecar at 127.0.0.1:${port}: the workload would have to listen there too; bind or defaultEndpoint may name another place`,
    ]);
  });
});
