import { randomBytes } from 'node:crypto';
import { connect as connectTcp, type Socket } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WorkloadCertificate } from '@/agent/identity/workload-certificate';
import { InboundGate } from '@/agent/proxy/inbound-gate';
import { MESH_ALPN } from '@/agent/tls/alpn';
import { MutualTlsClient } from '@/agent/tls/mutual-tls-client';
import { MutualTlsServer } from '@/agent/tls/mutual-tls-server';
import { RefusalLog, type TlsRefusal } from '@/agent/tls/refusal-log';
import type { PeerMode } from '@/lib/mesh/access/peer-authentication';
import { connectRaw, type RawServer, startRawServer } from '@/test/support/agent/raw-peer';
import {
  createEndpoint,
  createTable,
  startTestProxy,
  type TestProxy,
} from '@/test/support/agent/start-test-proxy';
import { waitFor } from '@/test/support/agent/wait-for';
import { createTestAuthority } from '../support/test-authority';

const CALLER = 'spiffe://cluster.local/ns/shop/sa/orders';
const SERVER = 'spiffe://cluster.local/ns/default/sa/reviews';
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const GET = 'GET / HTTP/1.1\r\nHost: reviews:9080\r\n\r\n';
const HOST = '127.0.0.1';

const authority = createTestAuthority();
const logged: string[] = [];
const cleanups: (() => void)[] = [];
let mode: PeerMode = 'PERMISSIVE';
let app: RawServer;
let server: MutualTlsServer;
let refusals: RefusalLog;
let callee: TestProxy;

beforeEach(async () => {
  mode = 'PERMISSIVE';
  logged.length = 0;
  app = await startRawServer((peer) => peer.socket.on('data', () => peer.send(OK)));
  refusals = new RefusalLog((line) => logged.push(line), Date.now);
  server = new MutualTlsServer(refusals, 300, Date.now);
  server.use(authority.certify(SERVER));
  callee = await startCallee();
  cleanups.push(() => app.close());
});
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

async function startCallee(): Promise<TestProxy> {
  const gate = new InboundGate({
    server,
    mode: () => mode,
    refusals,
    firstByteMs: 300,
    protocol: () => 'http',
    receive: (socket) => socket.destroy(),
  });
  const service = {
    host: 'reviews.default.svc.cluster.local',
    name: 'reviews',
    namespace: 'default',
    port: 9080,
  };
  const listen = { host: HOST, port: 0 };
  const proxy = await startTestProxy({
    inbound: { listen, app: { host: HOST, port: app.port }, service, gate },
    limits: { retireMs: 50 },
  });
  cleanups.push(() => proxy.handle.close());
  return proxy;
}

const NO_RETRIES = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: default}
spec: {hosts: [reviews], http: [{route: [{destination: {host: reviews}}], retries: {attempts: 0}}]}
`;

/** A sidecar that calls `callee` with this certificate. */
async function startCaller(certificate: WorkloadCertificate, principals = [SERVER]) {
  const client = new MutualTlsClient(Date.now);
  client.use(certificate);
  const endpoint = createEndpoint(callee.inboundPort);
  const { hostPort } = endpoint;
  const tls = client.openTo({ hostPort, principals, serverName: 'outbound_.9080_._.reviews' });
  const proxy = await startTestProxy({ routingTable: createTable([{ ...endpoint, tls }], NO_RETRIES) });
  cleanups.push(() => proxy.handle.close());
  return { proxy, client };
}

async function ask(port: number, request = GET): Promise<string> {
  const raw = await connectRaw(port);
  raw.send(request);
  const text = await raw.waitForText('\r\n\r\n');
  raw.socket.destroy();
  return text;
}

/** A handshake by hand; resolves with what became of it. */
function shake(
  options: ConnectionOptions,
): Promise<{ socket: TLSSocket; session: () => Buffer | undefined }> {
  const socket = connect({
    host: HOST,
    port: callee.inboundPort,
    ALPNProtocols: [...MESH_ALPN.http1],
    ca: [authority.root],
    checkServerIdentity: () => undefined,
    ...options,
  });
  let session: Buffer | undefined;
  socket.on('session', (ticket) => {
    session = ticket;
  });
  socket.on('error', () => undefined);
  cleanups.push(() => socket.destroy());
  return new Promise((resolve) => {
    socket.once('secureConnect', () => resolve({ socket, session: () => session }));
    socket.once('close', () => resolve({ socket, session: () => session }));
  });
}

async function expectRefusal(reason: TlsRefusal, socket: Socket): Promise<void> {
  await waitFor(
    () => refusals.counts[reason] > 0 && socket.destroyed,
    () => `a refusal because of ${reason}, not ${JSON.stringify(refusals.counts)}`,
  );
  expect(logged.some((line) => line.includes(reason))).toBe(true);
  expect(app.peers).toHaveLength(0);
}

describe('mutual TLS between agents', () => {
  it('carries a request, and each side knows who the other is from its certificate', async () => {
    const { proxy } = await startCaller(authority.certify(CALLER));
    expect(await ask(proxy.outboundPort)).toContain('200 OK');
    expect(await proxy.record(0)).toMatchObject({ peerPrincipal: SERVER, localPrincipal: CALLER });
    expect(await callee.record(0)).toMatchObject({
      peerPrincipal: CALLER,
      localPrincipal: SERVER,
      requestedServerName: 'outbound_.9080_._.reviews',
    });
  });

  it('uses one connection for many requests, and resumes its session for a further one', async () => {
    const { proxy, client } = await startCaller(authority.certify(CALLER));
    for (let i = 0; i < 20; i++) await ask(proxy.outboundPort);
    expect(proxy.handle.gauges.upstreamConnections).toBe(1);
    const tls = client.openTo({ hostPort: 'x', principals: [SERVER], serverName: 'reviews' });
    const once = async (): Promise<boolean> => {
      const socket = tls.secure(await openTcp(callee.inboundPort));
      const answered = new Promise((resolve) => socket.once('data', resolve));
      socket.write(GET);
      // The session's ticket comes before the answer.
      await answered;
      const isReused = socket.isSessionReused();
      socket.destroy();
      return isReused;
    };
    expect([await once(), await once()]).toEqual([false, true]);
  });

  it('takes plain text too while PERMISSIVE, and then knows nobody', async () => {
    expect(await ask(callee.inboundPort)).toContain('200 OK');
    expect(await callee.record(0)).toMatchObject({ peerPrincipal: undefined, localPrincipal: undefined });
  });

  it('resets plain text when STRICT', async () => {
    mode = 'STRICT';
    const raw = await connectRaw(callee.inboundPort);
    raw.send(GET);
    await raw.waitForClose();
    expect(raw.received).toBe('');
    await expectRefusal('plain-text', raw.socket);
    const { proxy } = await startCaller(authority.certify(CALLER));
    expect(await ask(proxy.outboundPort)).toContain('200 OK');
  });

  it('takes plain text alone when DISABLEd', async () => {
    mode = 'DISABLE';
    expect(await ask(callee.inboundPort)).toContain('200 OK');
    const { proxy } = await startCaller(authority.certify(CALLER));
    expect(await ask(proxy.outboundPort)).toContain('503 Service Unavailable');
  });

  it('ends plain connections with their next response once it is STRICT, and fails none', async () => {
    const raw = await connectRaw(callee.inboundPort);
    raw.send(GET);
    await raw.waitForText('ok');
    mode = 'STRICT';
    callee.handle.recheck();
    raw.send(GET);
    const said = await raw.waitForText('ok', 2);
    expect(said.toLowerCase()).toContain('connection: close');
    await raw.waitForEnd();
  });

  it('renews its certificate without dropping a connection', async () => {
    const { proxy, client } = await startCaller(authority.certify(CALLER));
    const raw = await connectRaw(proxy.outboundPort);
    for (let i = 1; i <= 10; i++) {
      server.use(authority.certify(SERVER));
      client.use(authority.certify(CALLER));
      raw.send(GET);
      await raw.waitForText('ok', i);
      expect(await ask(proxy.outboundPort)).toContain('200 OK');
    }
    expect(proxy.records.filter(({ responseCode }) => responseCode !== 200)).toEqual([]);
    raw.socket.destroy();
  });

  it('keeps header lines that claim an identity from deciding who calls', async () => {
    const forged = `GET / HTTP/1.1\r\nHost: reviews\r\nx-forwarded-client-cert: URI=${CALLER}\r\n\r\n`;
    await ask(callee.inboundPort, forged);
    expect((await callee.record(0)).peerPrincipal).toBeUndefined();
  });
});

describe('MutualTlsClient', () => {
  it.each([
    ['another workload of the mesh', () => authority.certify('spiffe://cluster.local/ns/default/sa/ratings')],
    ['another trust domain', () => authority.certify('spiffe://elsewhere/ns/default/sa/reviews')],
    ['another authority', () => createTestAuthority().certify(SERVER)],
    ['an ended certificate', () => authority.certify(SERVER, Date.now() - 25 * 3_600_000)],
  ])('sends nothing to %s', async (_, certify) => {
    const impostor = { ...certify(), notAfterMs: Number.MAX_SAFE_INTEGER };
    server.use(impostor);
    const { proxy } = await startCaller(authority.certify(CALLER));
    const said = await ask(proxy.outboundPort);
    expect(said).toContain('503 Service Unavailable');
    const record = await proxy.record(0);
    expect(record.flags).toContain('UF');
    expect(record.upstreamTransportFailureReason).toContain('TLS_error:_CERTIFICATE_VERIFY_FAILED');
    expect(app.peers).toHaveLength(0);
  });

  it('fails instead of sending plain text once its own certificate has ended', async () => {
    const ended = authority.certify(CALLER, Date.now() - 25 * 3_600_000);
    const { proxy } = await startCaller(ended);
    expect(await ask(proxy.outboundPort)).toContain('503 Service Unavailable');
    expect(app.peers).toHaveLength(0);
  });
});

describe('MutualTlsServer', () => {
  const credentials = ({ chain, key }: WorkloadCertificate): ConnectionOptions => ({ cert: chain, key });

  it('refuses a client without a certificate, also when it resumes a session', async () => {
    const first = await shake({});
    await expectRefusal('no-certificate', first.socket);
    const session = first.session();
    const second = await shake(session === undefined ? {} : { session });
    await expectRefusal('no-certificate', second.socket);
    await waitFor(
      () => refusals.counts['no-certificate'] === 2,
      () => 'the second refusal',
    );
  });

  it('refuses a certificate of another authority', async () => {
    const { socket } = await shake(credentials(createTestAuthority().certify(CALLER)));
    await expectRefusal('untrusted-certificate', socket);
  });

  it('refuses a certificate that has ended', async () => {
    const { socket } = await shake(credentials(authority.certify(CALLER, Date.now() - 25 * 3_600_000)));
    await expectRefusal('expired-certificate', socket);
  });

  it('refuses another trust domain, and takes it once it is an alias', async () => {
    const foreign = credentials(authority.certify('spiffe://elsewhere/ns/shop/sa/orders'));
    const { socket } = await shake(foreign);
    await expectRefusal('foreign-trust-domain', socket);
    server.trust(['elsewhere']);
    const { socket: welcome } = await shake(foreign);
    welcome.write(GET);
    const said = await new Promise((resolve) => welcome.once('data', (data) => resolve(String(data))));
    expect(said).toContain('200 OK');
  });

  it('refuses a root that shows itself as a peer', async () => {
    const { socket } = await shake({ cert: authority.root, key: authority.rootKey });
    await expectRefusal('untrusted-certificate', socket);
  });

  it('refuses garbage that begins like a handshake, and a handshake that never ends', async () => {
    const garbage = await connectRaw(callee.inboundPort);
    garbage.socket.write(Buffer.concat([Buffer.from([0x16, 3, 1, 0, 200]), randomBytes(200)]));
    await garbage.waitForEnd();
    garbage.socket.destroy();
    await expectRefusal('handshake', garbage.socket);
    const slow = await connectRaw(callee.inboundPort);
    slow.socket.write(Buffer.from([0x16, 3, 1]));
    await slow.waitForEnd();
    slow.socket.destroy();
    await expectRefusal('handshake-timeout', slow.socket);
  });

  it('refuses a client that says nothing when STRICT, and serves one that is late when PERMISSIVE', async () => {
    const late = await connectRaw(callee.inboundPort);
    await waitFor(
      () => callee.handle.gauges.downstreamConnections === 1,
      () => 'the silent client to be taken for plain text',
    );
    late.send(GET);
    expect(await late.waitForText('ok')).toContain('200 OK');
    mode = 'STRICT';
    const silent = await connectRaw(callee.inboundPort);
    await silent.waitForClose();
    expect(refusals.counts['handshake-timeout']).toBe(1);
  });

  it('survives random bytes of every beginning', async () => {
    for (let first = 0; first < 256; first += 5) {
      const raw = await connectRaw(callee.inboundPort);
      raw.socket.write(Buffer.concat([Buffer.from([first]), randomBytes(64), Buffer.from('\r\n\r\n')]));
      raw.socket.end();
      await raw.waitForEnd();
      raw.socket.destroy();
    }
    expect(await ask(callee.inboundPort)).toContain('200 OK');
  });
});

function openTcp(port: number): Promise<Socket> {
  const socket = connectTcp({ host: HOST, port });
  return new Promise((resolve) => socket.once('connect', () => resolve(socket)));
}
