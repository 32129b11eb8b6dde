import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls, createServer as createTlsServer } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connectRaw, type RawServer, startRawServer } from '@/test/support/agent/raw-peer';
import { waitFor } from '@/test/support/agent/wait-for';
import { startGrpcAuthorizer } from '../access/grpc-authorizer';
import { createTcpMesh, logLine, PORT, type TcpMesh } from './tcp-mesh';

const cleanups: (() => unknown)[] = [];
let pair = { cert: '', key: '' };

beforeAll(() => {
  const dir = mkdtempSync(join(tmpdir(), 'meshscope-own-'));
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const files = ['-keyout', 'own.key', '-out', 'own.crt', '-subj', '/CN=own'];
  execFileSync('openssl', ['req', '-x509', ...key, ...files], { cwd: dir, stdio: 'pipe' });
  pair = {
    cert: readFileSync(join(dir, 'own.crt'), 'utf8'),
    key: readFileSync(join(dir, 'own.key'), 'utf8'),
  };
  rmSync(dir, { recursive: true });
});
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

function createMesh(isMutual = false): TcpMesh {
  const mesh = createTcpMesh({ isMutual });
  cleanups.push(() => mesh.close());
  return mesh;
}

/** An app that answers each line with its name and the line. */
async function startApp(name: string): Promise<RawServer> {
  const app = await startRawServer(({ socket }) => {
    socket.on('data', (chunk: Buffer) => socket.write(`${name}:${chunk}`));
    socket.on('end', () => socket.end());
  });
  cleanups.push(() => app.close());
  return app;
}

/** What one connection to a port says to a line; empty when it is cut, be it before it stands. */
async function say(port: number, line: string): Promise<string> {
  const peer = await connectRaw(port).catch(() => undefined);
  peer?.socket.end(line);
  await peer?.waitForClose();
  return peer?.received ?? '';
}

const POLICY = (spec: string): string => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: db, namespace: default}
spec: ${spec}
`;
const PEERS = (mode: string): string => `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: default}
spec: {mtls: {mode: ${mode}}}
`;

describe('TCP between agents', () => {
  it('carries bytes both ways with half-closes, and each side counts and logs them', async () => {
    const mesh = createMesh();
    const app = await startApp('db');
    const server = await mesh.serve(app.port);
    const client = await mesh.call();
    expect(await say(client.port, 'select')).toBe('db:select');
    expect(await logLine(client, 0)).toMatchObject({
      response_code: 0,
      response_flags: '-',
      bytes_received: 6,
      bytes_sent: 9,
      upstream_cluster: `outbound|${PORT}||db.default.svc.cluster.local`,
      upstream_host: `127.0.0.1:${server.port}`,
      method: null,
      protocol: null,
    });
    expect(await logLine(server, 0)).toMatchObject({
      bytes_received: 6,
      bytes_sent: 9,
      upstream_cluster: `inbound|${app.port}||`,
    });
    const [counted] = client.totals('source');
    expect(counted).toMatchObject({ tcpOpened: 1, tcpClosed: 1, tcpReceivedBytes: 6, tcpSentBytes: 9 });
    expect(counted?.labels).toMatchObject({
      destination_workload: 'db-v1',
      destination_service: 'db.default.svc.cluster.local',
      request_protocol: 'tcp',
    });
    expect(server.totals('destination')[0]?.labels).toMatchObject({
      source_workload: 'unknown',
      connection_security_policy: 'none',
    });
  });

  it('is mutual TLS where both can, and each side learns who the other is before the first byte', async () => {
    const mesh = createMesh(true);
    const app = await startApp('db');
    const server = await mesh.serve(app.port);
    const client = await mesh.call();
    mesh.apply(PEERS('STRICT'));
    expect(await say(client.port, 'select')).toBe('db:select');
    await logLine(server, 0);
    expect(server.totals('destination')[0]?.labels).toMatchObject({
      source_workload: 'orders-v1',
      source_principal: 'spiffe://cluster.local/ns/default/sa/orders',
      destination_principal: 'spiffe://cluster.local/ns/default/sa/db',
      connection_security_policy: 'mutual_tls',
    });
    expect(client.totals('source')[0]?.labels).toMatchObject({
      destination_workload: 'db-v1',
      destination_principal: 'spiffe://cluster.local/ns/default/sa/db',
    });
  });

  it('lets a server speak first', async () => {
    for (const isMutual of [false, true]) {
      const mesh = createMesh(isMutual);
      const app = await startRawServer((peer) => peer.send('welcome'));
      cleanups.push(() => app.close());
      await mesh.serve(app.port);
      const client = await mesh.call();
      const peer = await connectRaw(client.port);
      await peer.waitForText('welcome');
      peer.socket.destroy();
    }
  });

  it('goes to the destinations of tcp routes by weight', async () => {
    const mesh = createMesh();
    const [v1, v2] = [await startApp('v1'), await startApp('v2')];
    await mesh.serve(v1.port, { version: 'v1' });
    await mesh.serve(v2.port, { version: 'v2' });
    const client = await mesh.call();
    mesh.apply(`
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: db, namespace: default}
spec:
  host: db
  subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: db, namespace: default}
spec:
  hosts: [db]
  tcp:
  - match: [{port: 1}]
    route: [{destination: {host: db, subset: v1}}]
  - route:
    - {destination: {host: db, subset: v1}, weight: 20}
    - {destination: {host: db, subset: v2}, weight: 80}
`);
    const answers = await Promise.all(Array.from({ length: 400 }, () => say(client.port, 'x')));
    const share = answers.filter((answer) => answer === 'v1:x').length;
    expect(answers.every((answer) => answer === 'v1:x' || answer === 'v2:x')).toBe(true);
    // 80 are expected; the band is that of six standard deviations.
    expect(share).toBeGreaterThan(32);
    expect(share).toBeLessThan(128);
  });

  it('goes by server name where tls routes ask for one, TLS unopened; other names are cut off', async () => {
    const mesh = createMesh();
    const seen: string[] = [];
    const behind = createTlsServer(pair, (socket) => {
      seen.push(String(socket.servername));
      socket.end('secret');
    });
    await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
    cleanups.push(() => behind.close());
    await mesh.serve((behind.address() as AddressInfo).port);
    const client = await mesh.call();
    mesh.apply(`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: db, namespace: default}
spec:
  hosts: [db]
  tls:
  - match: [{sniHosts: [db]}]
    route: [{destination: {host: db}}]
`);
    const ask = (servername: string): Promise<string> =>
      new Promise((resolve) => {
        const socket = connectTls({ port: client.port, servername, rejectUnauthorized: false });
        let text = '';
        socket.on('data', (chunk) => {
          text += chunk;
        });
        socket.on('error', () => undefined);
        socket.on('close', () => resolve(text));
      });
    expect(await ask('db')).toBe('secret');
    expect(seen).toEqual(['db']);
    expect(await ask('else')).toBe('');
    expect(await logLine(client, 1)).toMatchObject({ response_flags: 'NR', requested_server_name: 'else' });
  });

  it('says why a connection has nowhere to go', async () => {
    const mesh = createMesh();
    const app = await startApp('db');
    await mesh.serve(app.port);
    const client = await mesh.call();
    const stranger = await mesh.call('nobody.example.com:9');
    mesh.apply(
      `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: db, namespace: default}
spec:
  host: db
  trafficPolicy: {connectionPool: {tcp: {maxConnections: 1}}}
`,
      { outboundTrafficPolicy: 'REGISTRY_ONLY' },
    );
    const held = await connectRaw(client.port);
    held.send('x');
    await held.waitForText('db:x');
    expect(await say(client.port, 'y')).toBe('');
    expect(await logLine(client, 0)).toMatchObject({ response_flags: 'UO' });
    expect(await say(stranger.port, 'z')).toBe('');
    expect(await logLine(stranger, 0)).toMatchObject({
      response_flags: 'UH',
      upstream_cluster: 'BlackHoleCluster',
    });
    held.socket.destroy();
  });

  it('tells that nobody listens', async () => {
    const mesh = createMesh();
    const app = await startApp('db');
    app.close();
    const server = await mesh.serve(app.port);
    const client = await mesh.call();
    expect(await say(client.port, 'x')).toBe('');
    expect(await logLine(server, 0)).toMatchObject({
      response_flags: 'UF,URX',
      upstream_transport_failure_reason: 'delayed connect error: Connection refused',
    });
  });

  it('carries CONNECT to a service of TCP', async () => {
    const mesh = createMesh(true);
    const app = await startApp('db');
    await mesh.serve(app.port);
    const client = await mesh.call();
    await client.agent.openOutbound({ host: '127.0.0.1', port: 0 }, []);
    const tunnel = await connectRaw(client.agent.outbound?.port ?? 0);
    tunnel.send(`CONNECT db:${PORT} HTTP/1.1\r\nHost: db:${PORT}\r\n\r\n`);
    await tunnel.waitForText('200');
    tunnel.send('hello');
    await tunnel.waitForText('db:hello');
    tunnel.socket.destroy();
  });
});

describe('CONNECT to a service with tls routes', () => {
  const RULES = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: db, namespace: default}
spec:
  hosts: [db]
  tls:
  - match: [{sniHosts: [db, "*.db.example"]}]
    route: [{destination: {host: db}}]
`;

  async function open() {
    const mesh = createMesh();
    const behind = createTlsServer(pair, (socket) => socket.end(`secret of ${socket.servername}`));
    await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
    cleanups.push(() => behind.close());
    await mesh.serve((behind.address() as AddressInfo).port);
    const client = await mesh.call();
    await client.agent.openOutbound({ host: '127.0.0.1', port: 0 }, []);
    mesh.apply(RULES, { outboundTrafficPolicy: 'REGISTRY_ONLY' });
    const tunnel = await connectRaw(client.agent.outbound?.port ?? 0);
    tunnel.send(`CONNECT db:${PORT} HTTP/1.1\r\nHost: db:${PORT}\r\n\r\n`);
    await tunnel.waitForText('HTTP/1.1 200 ');
    return { client, tunnel };
  }

  const ask = (socket: Socket, servername: string): Promise<string> =>
    new Promise((resolve) => {
      const secured = connectTls({ socket, servername, rejectUnauthorized: false });
      let text = '';
      secured.on('data', (chunk) => {
        text += chunk;
      });
      for (const ending of ['end', 'error', 'close']) secured.on(ending, () => resolve(text));
    });

  it.each(['db', 'a.db.example'])('goes by the server name %s said in the tunnel', async (name) => {
    const { client, tunnel } = await open();
    expect(await ask(tunnel.socket, name)).toBe(`secret of ${name}`);
    tunnel.socket.destroy();
    expect(await logLine(client, 0)).toMatchObject({ requested_server_name: name, response_code: 200 });
  });

  it('cuts off a name nobody asked for, and what is no TLS, where strangers may not be called', async () => {
    const { client, tunnel } = await open();
    expect(await ask(tunnel.socket, 'else')).toBe('');
    expect(await logLine(client, 0)).toMatchObject({ requested_server_name: 'else', response_code: 200 });
    const other = await open();
    other.tunnel.send('plain');
    await other.tunnel.waitForClose();
  });
});

describe('policies on TCP', () => {
  it('asks an authorizer of gRPC where a CUSTOM policy says so, and refuses when nobody can be asked', async () => {
    const authorizer = await startGrpcAuthorizer(({ attributes }) =>
      attributes.source.principal?.endsWith('/sa/orders') === true ? {} : { status: { code: 7 } },
    );
    cleanups.push(() => authorizer.close());
    const mesh = createMesh(true);
    const app = await startApp('db');
    const server = await mesh.serve(app.port);
    const client = await mesh.call();
    const provider = { service: '127.0.0.1', port: authorizer.port, timeout: '5s' };
    const ask = POLICY('{action: CUSTOM, provider: {name: opa}, rules: [{}]}');
    mesh.apply(ask, { extensionProviders: [{ name: 'opa', envoyExtAuthzGrpc: provider }] });
    expect(await say(client.port, 'ping')).toBe('db:ping');
    expect(authorizer.questions[0]?.attributes.request).toBeUndefined();
    expect(await say(server.port, 'plain')).toBe('');
    expect(await logLine(server, 1)).toMatchObject({
      response_code: 0,
      connection_termination_details: 'ext_authz_denied',
    });
    expect(server.agent.access.counters.external).toMatchObject({ ok: 1, denied: 1 });
    mesh.apply(ask);
    expect(await say(client.port, 'ping')).toBe('');
    mesh.apply(ask, { extensionProviders: [{ name: 'opa', envoyExtAuthzHttp: provider }] });
    expect(await say(client.port, 'ping')).toBe('db:ping');
  });

  it('lets in by principal and refuses others, open connections too, once the policy says so', async () => {
    const mesh = createMesh(true);
    const app = await startApp('db');
    const server = await mesh.serve(app.port);
    const client = await mesh.call();
    mesh.apply(POLICY('{rules: [{from: [{source: {principals: [cluster.local/ns/default/sa/orders]}}]}]}'));
    expect(await say(client.port, 'x')).toBe('db:x');
    const held = await connectRaw(client.port);
    held.send('y');
    await held.waitForText('db:y');
    mesh.apply(POLICY('{rules: [{from: [{source: {principals: [cluster.local/ns/default/sa/else]}}]}]}'));
    await held.waitForClose();
    expect(await say(client.port, 'z')).toBe('');
    expect(await logLine(server, 2)).toMatchObject({
      connection_termination_details: 'rbac_access_denied_matched_policy[none]',
    });
    expect(server.agent.access.counters.denied).toBe(2);
  });

  it('drops ALLOW rules that speak of HTTP and widens such DENY rules', async () => {
    const mesh = createMesh();
    const app = await startApp('db');
    await mesh.serve(app.port);
    const client = await mesh.call();
    mesh.apply(POLICY(`{rules: [{to: [{operation: {methods: [GET], ports: ['${PORT}']}}]}]}`));
    expect(await say(client.port, 'x')).toBe('');
    mesh.apply(POLICY(`{action: DENY, rules: [{to: [{operation: {methods: [GET], ports: ['${PORT}']}}]}]}`));
    expect(await say(client.port, 'x')).toBe('');
    mesh.apply(POLICY(`{action: DENY, rules: [{to: [{operation: {ports: ['1']}}]}]}`));
    expect(await say(client.port, 'x')).toBe('db:x');
  });

  it('takes plain bytes unless STRICT, and cuts them off when it becomes so', async () => {
    const mesh = createMesh(true);
    const app = await startApp('db');
    const server = await mesh.serve(app.port);
    expect(await say(server.port, 'x')).toBe('db:x');
    const held = await connectRaw(server.port);
    held.send('y');
    await held.waitForText('db:y');
    mesh.apply(PEERS('STRICT'));
    await held.waitForClose();
    expect(await say(server.port, 'x')).toBe('');
    expect(server.agent.tls.refusals.counts['plain-text']).toBe(1);
  });
});

describe('what a port speaks', () => {
  const ownTls = async (mesh: TcpMesh, protocol: 'http' | 'tcp' | 'auto') => {
    const behind = createTlsServer(pair, (socket) => socket.end('own'));
    await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
    cleanups.push(() => behind.close());
    const server = await mesh.serve((behind.address() as AddressInfo).port, { protocol });
    const ask = (): Promise<string> =>
      new Promise((resolve) => {
        const socket = connectTls({
          port: server.port,
          ALPNProtocols: ['http/1.1'],
          rejectUnauthorized: false,
        });
        let text = '';
        socket.on('data', (chunk) => {
          text += chunk;
        });
        socket.on('error', () => undefined);
        socket.on('close', () => resolve(text));
      });
    return { ask, server };
  };

  it.each(['http', 'tcp', 'auto'] as const)(
    'passes the TLS of an app of %s through unless STRICT',
    async (protocol) => {
      const mesh = createMesh(true);
      const { ask, server } = await ownTls(mesh, protocol);
      expect(await ask()).toBe('own');
      await waitFor(
        () => server.totals('destination').length === 1,
        () => 'the metrics of the connection',
      );
      mesh.apply(PEERS('STRICT'));
      expect(await ask()).toBe('');
    },
  );

  it('is found out for each connection where it is auto', async () => {
    const mesh = createMesh();
    const http = createHttpServer((request, response) => response.end(`page ${request.url}`));
    http.on('clientError', (_, socket) => socket.end('raw'));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    cleanups.push(() => http.close());
    const server = await mesh.serve((http.address() as AddressInfo).port, { protocol: 'auto' });
    const page = await connectRaw(server.port);
    page.send('GET /a HTTP/1.1\r\nHost: db\r\n\r\n');
    await page.waitForText('page /a');
    page.socket.destroy();
    const raw = await connectRaw(server.port);
    raw.send('\u0001\u0002\u0003\r\n\r\n');
    await raw.waitForText('raw');
    raw.socket.destroy();
    await waitFor(
      () => server.log().length === 2,
      () => 'two lines of the access log',
    );
    expect(
      server
        .log()
        .map(({ protocol }) => protocol)
        .sort(),
    ).toEqual(['HTTP/1.1', null]);
  });
});
