import { afterEach, describe, expect, it } from 'vitest';
import type { ProxyLimits } from '@/agent/limits';
import { connectRaw, type RawPeer, type RawServer, startRawServer } from '@/test/support/agent/raw-peer';
import {
  createEndpoint,
  createTable,
  startTestProxy,
  type TestProxy,
} from '@/test/support/agent/start-test-proxy';
import { waitFor } from '@/test/support/agent/wait-for';

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

async function startServer(onPeer?: (peer: RawPeer, index: number) => void): Promise<RawServer> {
  const server = await startRawServer(onPeer);
  cleanups.push(() => server.close());
  return server;
}

async function startInbound(server: { port: number }, limits: Partial<ProxyLimits> = {}): Promise<TestProxy> {
  const proxy = await startTestProxy({ appPort: server.port, limits });
  cleanups.push(() => proxy.handle.close());
  return proxy;
}

const ONE_AT_A_TIME = `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: default}
spec:
  host: reviews
  trafficPolicy:
    connectionPool: {tcp: {maxConnections: 1}, http: {http1MaxPendingRequests: 1}}
`;

function routeOf(fields: string): string {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: default}
spec:
  hosts: [reviews]
  http:
    - route: [{destination: {host: reviews}}]
      ${fields}
`;
}

async function startOutbound(ports: number[], yaml = ''): Promise<TestProxy> {
  const routingTable = createTable(
    ports.map((port) => createEndpoint(port)),
    yaml,
  );
  const proxy = await startTestProxy({ routingTable });
  cleanups.push(() => proxy.handle.close());
  return proxy;
}

async function findClosedPort(): Promise<number> {
  const server = await startRawServer();
  server.close();
  return server.port;
}

const REQUEST = 'GET / HTTP/1.1\r\nHost: reviews:9080\r\n\r\n';
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

describe('proxy, when the upstream fails', () => {
  it('answers 503 UF when nobody listens', async () => {
    const proxy = await startInbound({ port: await findClosedPort() });
    const client = await connectRaw(proxy.inboundPort);
    client.send(REQUEST);
    const text = await client.waitForText('remote connection failure');
    expect(text).toContain('HTTP/1.1 503 Service Unavailable\r\n');
    expect(text).toContain(
      '\r\n\r\nupstream connect error or disconnect/reset before headers. reset reason: remote connection failure',
    );
    expect(await proxy.record(0)).toMatchObject({
      responseCode: 503,
      flags: 'UF',
      details:
        'upstream_reset_before_response_started{remote_connection_failure|delayed_connect_error:_Connection_refused}',
      upstreamTransportFailureReason: 'delayed_connect_error:_Connection_refused',
    });
    // The client's connection lives on.
    client.send(REQUEST);
    await client.waitForText('remote connection failure', 2);
  });

  it('tries again as the policy says and then answers UF,URX', async () => {
    const proxy = await startOutbound([await findClosedPort()]);
    const client = await connectRaw(proxy.outboundPort);
    client.send(REQUEST);
    expect(await client.waitForText('remote connection failure')).toContain(
      'retried and the latest reset reason',
    );
    expect(await proxy.record(0)).toMatchObject({ responseCode: 503, flags: 'UF,URX', attempts: 3 });
  });

  it('tries another endpoint when one cannot be reached, body and all', async () => {
    const server = await startServer((app) => {
      app.socket.on('data', () => {
        if (app.received.endsWith('hello')) app.send(OK);
      });
    });
    const proxy = await startOutbound([await findClosedPort(), server.port]);
    for (let i = 0; i < 5; i++) {
      const client = await connectRaw(proxy.outboundPort);
      client.send('POST / HTTP/1.1\r\nHost: reviews:9080\r\nContent-Length: 5\r\n\r\nhello');
      expect(await client.waitForText('\r\n\r\nok')).toContain('200 OK');
      const { attempts, flags } = await proxy.record(i);
      expect([attempts <= 2, flags]).toEqual([true, '-']);
    }
  });

  it('tells the upstream which attempt it is', async () => {
    const server = await startServer((app) => app.socket.on('data', () => app.send(OK)));
    const proxy = await startOutbound([server.port]);
    const client = await connectRaw(proxy.outboundPort);
    client.send(REQUEST);
    await client.waitForText('\r\n\r\nok');
    expect(server.peers[0]?.received).toContain('x-envoy-attempt-count: 1\r\n');
  });

  it('answers 503 UC when the upstream closes without a word', async () => {
    const server = await startServer((app) => app.socket.on('data', () => app.socket.destroy()));
    const proxy = await startInbound(server);
    const client = await connectRaw(proxy.inboundPort);
    client.send(REQUEST);
    expect(await client.waitForText('connection termination')).toContain('503 Service Unavailable');
    expect(await proxy.record(0)).toMatchObject({
      flags: 'UC',
      details: 'upstream_reset_before_response_started{connection_termination}',
      attempts: 1,
    });
  });

  it('cuts the client off when the upstream closes within its answer', async () => {
    const server = await startServer();
    const proxy = await startInbound(server);
    const client = await connectRaw(proxy.inboundPort);
    client.send(REQUEST);
    const app = await server.peer(0);
    await app.waitForText('\r\n\r\n');
    app.send('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf');
    await client.waitForText('half');
    app.socket.destroy();
    await client.waitForEnd();
    expect(await proxy.record(0)).toMatchObject({
      responseCode: 200,
      flags: 'UC',
      details: 'upstream_reset_after_response_started{connection_termination}',
    });
  });

  it.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['a folded header', 'HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n'],
    ['length and chunks', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n'],
    ['a switch of protocols nobody asked for', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n'],
  ])('answers 502 UPE to %s', async (_, answer) => {
    const server = await startServer((app) => app.socket.on('data', () => app.send(answer)));
    const proxy = await startInbound(server);
    const client = await connectRaw(proxy.inboundPort);
    client.send(REQUEST);
    expect(await client.waitForText('protocol error')).toContain('502 Bad Gateway');
    expect(await proxy.record(0)).toMatchObject({
      flags: 'UPE',
      details: 'upstream_reset_before_response_started{protocol_error}',
    });
  });

  it('replaces a pooled connection that turns out to be closed, when asking twice is harmless', async () => {
    const server = await startServer((app, index) => {
      let requests = 0;
      app.socket.on('data', () => {
        // The first connection dies with its second request, as a server does whose idle timeout just fired.
        if (index === 0 && requests++ > 0) app.socket.resetAndDestroy();
        else app.send(OK);
      });
    });
    const proxy = await startInbound(server);
    const client = await connectRaw(proxy.inboundPort);
    client.send(REQUEST);
    await client.waitForText('\r\n\r\nok');
    client.send(REQUEST);
    await client.waitForText('\r\n\r\nok', 2);
    expect(await proxy.record(1)).toMatchObject({ responseCode: 200, flags: '-', attempts: 2 });
  });

  it.each([
    ['a POST', 'POST / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a request with a body', 'PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na'],
  ])('does not send %s twice', async (_, request) => {
    const server = await startServer((app) => {
      let requests = 0;
      app.socket.on('data', () => {
        if (requests++ > 0) app.socket.resetAndDestroy();
        else app.send(OK);
      });
    });
    const proxy = await startInbound(server);
    const client = await connectRaw(proxy.inboundPort);
    client.send(request);
    await client.waitForText('\r\n\r\nok');
    client.send(request);
    await client.waitForText('connection termination');
    expect(await proxy.record(1)).toMatchObject({ responseCode: 503, flags: 'UC', attempts: 1 });
    expect(server.peers).toHaveLength(1);
  });

  it('answers 503 UH without an endpoint', async () => {
    const proxy = await startOutbound([]);
    const client = await connectRaw(proxy.outboundPort);
    client.send(REQUEST);
    expect(await client.waitForText('no healthy upstream')).toContain('503 Service Unavailable');
    expect(await proxy.record(0)).toMatchObject({ flags: 'UH', details: 'no_healthy_upstream', attempts: 0 });
  });

  it('answers 503 UO beyond the pool and its queue, and serves who waited', async () => {
    const server = await startServer();
    const proxy = await startOutbound([server.port], ONE_AT_A_TIME);
    const [first, second, third] = await Promise.all([1, 2, 3].map(() => connectRaw(proxy.outboundPort)));
    first?.send(REQUEST);
    const app = await server.peer(0);
    await app.waitForText('\r\n\r\n');
    second?.send(REQUEST);
    await waitFor(
      () => proxy.handle.gauges.requestsInFlight === 2,
      () => 'the second request',
    );
    third?.send(REQUEST);
    expect(await third?.waitForText('reset reason: overflow')).toContain('x-envoy-overloaded: true\r\n');
    expect(await proxy.record(0)).toMatchObject({ responseCode: 503, flags: 'UO' });
    app.send(OK);
    await first?.waitForText('\r\n\r\nok');
    await app.waitForText('\r\n\r\n', 2);
    app.send(OK);
    await second?.waitForText('\r\n\r\nok');
    expect(server.peers).toHaveLength(1);
  });

  it('answers 504 UT behind the route timeout, before or within an answer', async () => {
    const server = await startServer();
    const proxy = await startOutbound([server.port], routeOf('timeout: 60ms'));
    const silent = await connectRaw(proxy.outboundPort);
    silent.send(REQUEST);
    expect(await silent.waitForText('upstream request timeout')).toContain('504 Gateway Timeout');
    expect(await proxy.record(0)).toMatchObject({ flags: 'UT', details: 'response_timeout' });
    await (await server.peer(0)).waitForEnd();

    const slow = await connectRaw(proxy.outboundPort);
    slow.send(REQUEST);
    const app = await server.peer(1);
    await app.waitForText('\r\n\r\n');
    app.send('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf');
    await slow.waitForEnd();
    expect(await proxy.record(1)).toMatchObject({ responseCode: 200, flags: 'UT' });
  });

  it('answers 504 UT behind the timeout of a try', async () => {
    const server = await startServer();
    const proxy = await startOutbound([server.port], routeOf('retries: {attempts: 1, perTryTimeout: 40ms}'));
    const client = await connectRaw(proxy.outboundPort);
    client.send(REQUEST);
    await client.waitForText('upstream request timeout');
    expect(await proxy.record(0)).toMatchObject({ flags: 'UT', details: 'upstream_per_try_timeout' });
  });
});

describe('proxy, when the client fails', () => {
  it('notes DC and leaves the upstream when the client resets', async () => {
    const server = await startServer();
    const proxy = await startInbound(server);
    const client = await connectRaw(proxy.inboundPort);
    client.send(REQUEST);
    const app = await server.peer(0);
    await app.waitForText('\r\n\r\n');
    client.socket.resetAndDestroy();
    await app.waitForEnd();
    expect(await proxy.record(0)).toMatchObject({
      responseCode: 0,
      flags: 'DC',
      details: 'downstream_remote_disconnect',
    });
    expect(proxy.handle.gauges).toMatchObject({ requestsInFlight: 0, downstreamConnections: 0 });
  });

  it('notes DC when a client that closed does not stay for the answer', async () => {
    const server = await startServer();
    const proxy = await startInbound(server, { halfCloseGraceMs: 40 });
    const client = await connectRaw(proxy.inboundPort);
    client.send(REQUEST);
    const app = await server.peer(0);
    await app.waitForText('\r\n\r\n');
    client.socket.destroy();
    await app.waitForEnd();
    expect(await proxy.record(0)).toMatchObject({ responseCode: 0, flags: 'DC' });
  });

  it('notes DC when the client was gone before an answer that came in time for a waiting one', async () => {
    const server = await startServer();
    const proxy = await startInbound(server);
    const client = await connectRaw(proxy.inboundPort);
    client.send(REQUEST);
    const app = await server.peer(0);
    await app.waitForText('\r\n\r\n');
    client.socket.destroy();
    await client.waitForClose();
    app.send(OK);
    expect(await proxy.record(0)).toMatchObject({ responseCode: 0, flags: 'DC' });
    expect(proxy.handle.gauges).toMatchObject({ requestsInFlight: 0, idleUpstreamConnections: 1 });
  });

  it('notes DC when the client leaves within its body', async () => {
    const server = await startServer();
    const proxy = await startInbound(server);
    const client = await connectRaw(proxy.inboundPort);
    client.send('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf');
    const app = await server.peer(0);
    await app.waitForText('half');
    client.socket.destroy();
    await app.waitForEnd();
    expect(await proxy.record(0)).toMatchObject({ responseCode: 0, flags: 'DC', requestBodyBytes: 4 });
  });

  it('notes DC with the code when the client leaves within the answer', async () => {
    const server = await startServer();
    const proxy = await startInbound(server);
    const client = await connectRaw(proxy.inboundPort);
    client.send(REQUEST);
    const app = await server.peer(0);
    await app.waitForText('\r\n\r\n');
    app.send('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf');
    await client.waitForText('half');
    client.socket.resetAndDestroy();
    await app.waitForEnd();
    expect(await proxy.record(0)).toMatchObject({ responseCode: 200, flags: 'DC' });
  });

  it('answers 408 to a head that does not end in time', async () => {
    const server = await startServer();
    const proxy = await startInbound(server, { headTimeoutMs: 40 });
    const client = await connectRaw(proxy.inboundPort);
    client.send('GET / HTTP/1.1\r\nHost: x\r\nA: ');
    expect(await client.waitForEnd()).toContain('HTTP/1.1 408 Request Timeout');
    expect(await proxy.record(0)).toMatchObject({ responseCode: 408, details: 'request_header_timeout' });
  });

  it('answers 408 SI to a body that stops, 504 SI to an upstream that does', async () => {
    const server = await startServer();
    const proxy = await startInbound(server, { streamIdleMs: 40 });
    const stopped = await connectRaw(proxy.inboundPort);
    stopped.send('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf');
    expect(await stopped.waitForEnd()).toContain('HTTP/1.1 408 Request Timeout');
    expect(await proxy.record(0)).toMatchObject({ flags: 'SI', details: 'stream_idle_timeout' });
    const waiting = await connectRaw(proxy.inboundPort);
    waiting.send(REQUEST);
    expect(await waiting.waitForText('stream timeout')).toContain('HTTP/1.1 504 Gateway Timeout');
    expect(await proxy.record(1)).toMatchObject({ flags: 'SI', details: 'stream_idle_timeout' });
  });

  it('closes a client connection that is idle for too long', async () => {
    const server = await startServer();
    const proxy = await startInbound(server, { downstreamIdleMs: 40, headTimeoutMs: 40 });
    const client = await connectRaw(proxy.inboundPort);
    await client.waitForEnd();
    expect(client.received).toBe('');
    expect(proxy.records).toHaveLength(0);
  });

  it('closes connections beyond its bound and counts them', async () => {
    const server = await startServer();
    const proxy = await startInbound(server, { downstreamConnections: 1 });
    const first = await connectRaw(proxy.inboundPort);
    const second = await connectRaw(proxy.inboundPort);
    await second.waitForEnd();
    expect(proxy.handle.gauges).toMatchObject({ refusedConnections: 1, downstreamConnections: 1 });
    expect(first.isClosed).toBe(false);
  });
});
