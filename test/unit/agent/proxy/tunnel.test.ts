import { afterEach, describe, expect, it } from 'vitest';
import { connectRaw, type RawServer, startRawServer } from '@/test/support/agent/raw-peer';
import { startTestProxy, type TestProxy } from '@/test/support/agent/start-test-proxy';
import { waitFor } from '@/test/support/agent/wait-for';

let server: RawServer;
let proxy: TestProxy;

afterEach(() => {
  proxy.handle.close();
  server.close();
});

async function start(): Promise<void> {
  server = await startRawServer();
  proxy = await startTestProxy({ appPort: server.port, limits: { tunnelReportMs: 40, lingerMs: 100 } });
}

const UPGRADE = 'GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
const SWITCH = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';

describe('proxy tunnels', () => {
  it('an upgrade becomes a tunnel whose bytes are counted', async () => {
    await start();
    const client = await connectRaw(proxy.inboundPort);
    client.send(UPGRADE);
    const app = await server.peer(0);
    expect(await app.waitForText('\r\n\r\n')).toContain('connection: upgrade\r\nupgrade: websocket\r\n');
    app.send(`${SWITCH}first`);
    expect(await client.waitForText('first')).toContain('101 Switching Protocols');
    client.send('ping');
    await app.waitForText('ping');
    app.send('pong');
    await client.waitForText('pong');
    await waitFor(
      () => proxy.tunnels[0]?.sent === 9,
      () => 'the report of an open tunnel',
    );
    expect(proxy.tunnels[0]).toMatchObject({ received: 4, sent: 9, isClosed: false });
    expect(proxy.handle.gauges).toMatchObject({ tunnels: 1, requestsInFlight: 1 });
    client.socket.destroy();
    await app.waitForEnd();
    app.socket.end();
    await waitFor(
      () => proxy.tunnels[0]?.isClosed === true,
      () => 'the end of the tunnel',
    );
    expect(await proxy.record(0)).toMatchObject({
      responseCode: 101,
      flags: '-',
      requestBodyBytes: 4,
      responseBodyBytes: 9,
    });
    expect(proxy.handle.gauges).toMatchObject({ tunnels: 0, requestsInFlight: 0 });
  });

  it('a refused upgrade is an answer like any other', async () => {
    await start();
    const client = await connectRaw(proxy.inboundPort);
    client.send(UPGRADE);
    const app = await server.peer(0);
    await app.waitForText('\r\n\r\n');
    app.send('HTTP/1.1 426 Upgrade Required\r\nContent-Length: 2\r\n\r\nno');
    await client.waitForText('\r\n\r\nno');
    client.send('GET /next HTTP/1.1\r\nHost: x\r\n\r\n');
    await app.waitForText('/next');
    expect(proxy.tunnels).toHaveLength(0);
  });

  it('CONNECT opens a tunnel, with bytes sent early', async () => {
    await start();
    const client = await connectRaw(proxy.outboundPort);
    client.send(`CONNECT 127.0.0.1:${server.port} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\nearly`);
    const app = await server.peer(0);
    await app.waitForText('early');
    expect(app.received).toBe('early');
    app.send('answer');
    expect(await client.waitForText('answer')).toBe('HTTP/1.1 200 Connection Established\r\n\r\nanswer');
    client.socket.end();
    app.socket.end();
    await waitFor(
      () => proxy.tunnels[0]?.isClosed === true,
      () => 'the end of the tunnel',
    );
    expect(proxy.tunnels[0]).toMatchObject({ received: 5, sent: 6 });
    expect(proxy.tunnels[0]?.record).toMatchObject({
      direction: 'outbound',
      upstreamCluster: 'PassthroughCluster',
      authority: `127.0.0.1:${server.port}`,
    });
    expect(await proxy.record(0)).toMatchObject({ method: 'CONNECT', responseCode: 200 });
  });

  it('each side of a tunnel ends by itself', async () => {
    await start();
    const client = await connectRaw(proxy.outboundPort);
    client.send(`CONNECT 127.0.0.1:${server.port} HTTP/1.1\r\nHost: x\r\n\r\n`);
    const app = await server.peer(0);
    await client.waitForText('\r\n\r\n');
    client.send('question');
    client.socket.end();
    await app.waitForEnd();
    expect(app.received).toBe('question');
    app.send('late answer');
    await client.waitForText('late answer');
    expect(proxy.tunnels[0]?.isClosed).toBe(false);
    app.socket.end();
    await client.waitForEnd();
    await waitFor(
      () => proxy.tunnels[0]?.isClosed === true,
      () => 'the end of the tunnel',
    );
  });

  it('CONNECT answers 503 UF when the target cannot be reached', async () => {
    await start();
    server.close();
    const client = await connectRaw(proxy.outboundPort);
    client.send(`CONNECT 127.0.0.1:${server.port} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await client.waitForText('503 Service Unavailable');
    expect(await proxy.record(0)).toMatchObject({ responseCode: 503, flags: 'UF' });
    expect(proxy.tunnels).toHaveLength(0);
  });

  it('CONNECT is for the outbound side alone', async () => {
    await start();
    const client = await connectRaw(proxy.inboundPort);
    client.send('CONNECT other:80 HTTP/1.1\r\nHost: other:80\r\n\r\n');
    await client.waitForText('403 Forbidden');
    expect(server.peers).toHaveLength(0);
  });
});
