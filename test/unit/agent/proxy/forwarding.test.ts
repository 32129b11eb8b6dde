import { afterEach, describe, expect, it } from 'vitest';
import { connectRaw, type RawPeer, type RawServer, startRawServer } from '@/test/support/agent/raw-peer';
import { startTestProxy, type TestProxy } from '@/test/support/agent/start-test-proxy';

let server: RawServer;
let proxy: TestProxy;

afterEach(() => {
  proxy.handle.close();
  server.close();
});

async function start(onPeer?: (peer: RawPeer, index: number) => void): Promise<RawPeer> {
  server = await startRawServer(onPeer);
  proxy = await startTestProxy({ appPort: server.port });
  return connectRaw(proxy.inboundPort);
}

const body = (text: string) => text.slice(text.indexOf('\r\n\r\n') + 4);

describe('inbound proxy', () => {
  it('forwards a request and its answer and records both', async () => {
    const client = await start();
    client.send('GET /a?b=c HTTP/1.1\r\nHost: reviews:9080\r\nUser-Agent: curl/8\r\nX-Odd-Case: Yes\r\n\r\n');
    const app = await server.peer(0);
    const request = await app.waitForText('\r\n\r\n');
    expect(request.startsWith('GET /a?b=c HTTP/1.1\r\nHost: reviews:9080\r\n')).toBe(true);
    expect(request).toContain('X-Odd-Case: Yes\r\n');
    expect(request).toMatch(
      /x-request-id: [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\r\n/,
    );
    expect(request).toContain('x-forwarded-proto: http\r\n');
    app.send('HTTP/1.1 200 OK\r\nServer: app\r\nContent-Length: 5\r\n\r\nhello');
    const response = await client.waitForText('hello');
    expect(response).toContain('server: istio-envoy\r\n');
    expect(response).not.toContain('Server: app');
    expect(response).toMatch(/x-envoy-upstream-service-time: \d+\r\n/);

    const record = await proxy.record(0);
    expect(record).toMatchObject({
      direction: 'inbound',
      method: 'GET',
      path: '/a?b=c',
      protocol: 'HTTP/1.1',
      authority: 'reviews:9080',
      userAgent: 'curl/8',
      responseCode: 200,
      flags: '-',
      details: 'via_upstream',
      requestBodyBytes: 0,
      responseBodyBytes: 5,
      upstreamCluster: `inbound|${server.port}||`,
      upstreamHost: `127.0.0.1:${server.port}`,
      attempts: 1,
      sampled: true,
    });
    expect(record.requestBytes).toBeGreaterThan(60);
    expect(record.responseBytes).toBe(response.length);
    expect(record.durationMs).toBeGreaterThanOrEqual(record.responseStartAfterMs);
    expect(record.responseStartAfterMs).toBeGreaterThanOrEqual(record.connectedAfterMs);
    expect(record.downstreamRemoteAddress).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(record.upstreamLocalAddress).toMatch(/^127\.0\.0\.1:\d+$/);
  });

  it('keeps both connections and reuses the upstream one', async () => {
    const client = await start((app) => {
      app.socket.on('data', () => app.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
    });
    for (let i = 1; i <= 3; i++) {
      client.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
      await client.waitForText('\r\n\r\nok', i);
    }
    expect(server.peers).toHaveLength(1);
    expect(proxy.handle.gauges).toMatchObject({
      downstreamConnections: 1,
      upstreamConnections: 1,
      requestsInFlight: 0,
    });
  });

  it('answers pipelined requests in order, each by itself', async () => {
    const client = await start((app) => {
      let seen = 0;
      app.socket.on('data', () => {
        for (; seen < app.received.split('\r\n\r\n').length - 1; seen++) {
          const path = app.received.split('\r\n\r\n')[seen]?.split(' ')[1] ?? '';
          app.send(`HTTP/1.1 200 OK\r\nContent-Length: ${path.length}\r\n\r\n${path}`);
        }
      });
    });
    client.send(['/one', '/two', '/three'].map((path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`).join(''));
    const text = await client.waitForText('/three');
    expect(text.indexOf('/one')).toBeLessThan(text.indexOf('/two'));
    expect(text.indexOf('/two')).toBeLessThan(text.indexOf('/three'));
    await proxy.record(2);
    expect(proxy.records.map(({ path }) => path)).toEqual(['/one', '/two', '/three']);
  });

  it('serves pipelined requests that came before the client closed its side', async () => {
    const client = await start((app) => {
      app.socket.on('data', () => app.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
    });
    client.send(
      'GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\nGET /3 HTTP/1.1\r\nHost: x\r\n\r\n',
    );
    client.socket.end();
    await client.waitForClose();
    expect(client.received.split('\r\n\r\nok')).toHaveLength(4);
  });

  it('streams a body of a given length both ways', async () => {
    const client = await start();
    client.send('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhello');
    const app = await server.peer(0);
    await app.waitForText('hello');
    client.send('world');
    expect(body(await app.waitForText('world'))).toBe('helloworld');
    app.send('HTTP/1.1 201 Created\r\nContent-Length: 6\r\n\r\nabc');
    await client.waitForText('abc');
    app.send('def');
    expect(body(await client.waitForText('abcdef'))).toBe('abcdef');
    expect(await proxy.record(0)).toMatchObject({
      requestBodyBytes: 10,
      responseBodyBytes: 6,
      responseCode: 201,
    });
  });

  it('takes chunks apart and puts them together anew, with trailers both ways', async () => {
    const client = await start();
    client.send(
      'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n5;ext=1\r\nhello\r\n',
    );
    client.send('0\r\nX-Sum: 1\r\nContent-Length: 99\r\n\r\n');
    const app = await server.peer(0);
    expect(body(await app.waitForText('0\r\nX-Sum'))).toBe('5\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n');
    app.send('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-End: 2\r\n\r\n');
    expect(body(await client.waitForText('X-End'))).toBe('3\r\nabc\r\n0\r\nX-End: 2\r\n\r\n');
  });

  it.each([
    ['HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n', 'Content-Length: 500'],
    ['GET', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 500\r\nETag: a\r\n\r\n', 'Content-Length: 500'],
    ['GET', 'HTTP/1.1 204 No Content\r\n\r\n', '204 No Content'],
  ])('knows that %s answered by %j has no body', async (method, answer, expected) => {
    const client = await start((app) => {
      app.socket.on('data', () => app.send(answer));
    });
    for (let i = 1; i <= 2; i++) {
      client.send(`${method} / HTTP/1.1\r\nHost: x\r\n\r\n`);
      await client.waitForText(expected, i);
    }
    await proxy.record(1);
    expect(server.peers).toHaveLength(1);
  });

  it('turns a body that ends with the connection into chunks', async () => {
    const client = await start();
    client.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    const app = await server.peer(0);
    await app.waitForText('\r\n\r\n');
    app.send('HTTP/1.1 200 OK\r\n\r\nabc');
    await client.waitForText('abc');
    app.socket.end();
    expect(await client.waitForText('0\r\n\r\n')).toContain('transfer-encoding: chunked');
    client.send('GET /2 HTTP/1.1\r\nHost: x\r\n\r\n');
    await (await server.peer(1)).waitForText('/2');
  });

  it('gives an HTTP/1.0 client no chunks and closes', async () => {
    const client = await start();
    client.send('GET / HTTP/1.0\r\n\r\n');
    const app = await server.peer(0);
    expect(await app.waitForText('\r\n\r\n')).toContain(`host: 127.0.0.1:${server.port}\r\n`);
    app.send('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n');
    const text = await client.waitForEnd();
    expect(text.toLowerCase()).not.toContain('transfer-encoding');
    expect(text).toContain('connection: close');
    expect(body(text)).toBe('abc');
  });

  it('keeps an HTTP/1.0 connection that asks for it', async () => {
    const client = await start((app) => {
      app.socket.on('data', () => app.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
    });
    for (let i = 1; i <= 2; i++) {
      client.send('GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n');
      expect(await client.waitForText('\r\n\r\nok', i)).toContain('connection: keep-alive\r\n');
    }
  });

  it('passes 100-continue and 103 on before the answer', async () => {
    const client = await start();
    client.send('POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n');
    const app = await server.peer(0);
    expect(await app.waitForText('\r\n\r\n')).toContain('Expect: 100-continue\r\n');
    app.send('HTTP/1.1 100 Continue\r\n\r\n');
    await client.waitForText('HTTP/1.1 100 Continue\r\n\r\n');
    client.send('body');
    await app.waitForText('body');
    app.send('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    const text = await client.waitForText('HTTP/1.1 200 OK');
    expect(text).toContain('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n');
    expect(await proxy.record(0)).toMatchObject({ responseCode: 200, requestBodyBytes: 4 });
  });

  it('removes what was said to one hop alone', async () => {
    const client = await start();
    client.send(
      'GET / HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, X-Hop, Host\r\nKeep-Alive: timeout=5\r\nX-Hop: 1\r\nX-End: 2\r\nTE: gzip, trailers\r\nProxy-Authorization: Basic a\r\nProxy-Connection: close\r\nUpgrade: h2c\r\nHTTP2-Settings: a\r\n\r\n',
    );
    const app = await server.peer(0);
    const request = await app.waitForText('\r\n\r\n');
    for (const gone of ['Connection', 'Keep-Alive', 'X-Hop', 'gzip', 'Proxy-', 'Upgrade', 'HTTP2']) {
      expect(request).not.toContain(gone);
    }
    for (const kept of ['Host: x', 'X-End: 2', 'te: trailers']) expect(request).toContain(`${kept}\r\n`);
    app.send('HTTP/1.1 200 OK\r\nConnection: X-Hop\r\nX-Hop: 1\r\nX-End: 2\r\nContent-Length: 0\r\n\r\n');
    const response = await client.waitForText('\r\n\r\n');
    expect(response).toContain('X-End: 2');
    expect(response).not.toContain('X-Hop');
  });

  it('closes with the client that asks to close', async () => {
    const client = await start((app) => {
      app.socket.on('data', () => app.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
    });
    client.send('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(await client.waitForEnd()).toContain('connection: close\r\n');
    expect(proxy.handle.gauges.idleUpstreamConnections).toBe(1);
  });

  it('answers a client that closed its sending side', async () => {
    const client = await start();
    client.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    client.socket.end();
    const app = await server.peer(0);
    await app.waitForText('\r\n\r\n');
    app.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    await client.waitForText('\r\n\r\nok');
    await client.waitForClose();
    expect(await proxy.record(0)).toMatchObject({ responseCode: 200, flags: '-' });
  });

  it('passes an answer on that comes before the request ends, and closes both', async () => {
    const client = await start();
    client.send('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf');
    const app = await server.peer(0);
    await app.waitForText('half');
    app.send('HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno');
    await client.waitForText('\r\n\r\nno');
    await client.waitForEnd();
    await app.waitForEnd();
    expect(await proxy.record(0)).toMatchObject({ responseCode: 413, details: 'via_upstream' });
  });

  it('reads heads and bodies that come byte by byte', async () => {
    const client = await start();
    for (const char of 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\nT: u\r\n\r\n') {
      client.send(char);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const app = await server.peer(0);
    await app.waitForText('T: u\r\n\r\n');
    for (const char of 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\ncd\r\n0\r\n\r\n') {
      app.send(char);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const text = body(await client.waitForText('0\r\n\r\n'));
    expect(text.replaceAll(/[0-9]+\r\n|\r\n/g, '')).toBe('cd');
  });

  it('lets the upstream close its idle connection and opens another', async () => {
    const client = await start((app) => {
      app.socket.on('data', () => app.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
    });
    client.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await client.waitForText('\r\n\r\nok');
    const app = await server.peer(0);
    app.socket.end();
    await app.waitForClose();
    client.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await client.waitForText('\r\n\r\nok', 2);
    expect(server.peers).toHaveLength(2);
    expect(await proxy.record(1)).toMatchObject({ responseCode: 200, flags: '-' });
  });
});
