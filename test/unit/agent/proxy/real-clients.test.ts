import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import {
  createEndpoint,
  createTable,
  startTestProxy,
  type TestProxy,
} from '@/test/support/agent/start-test-proxy';
import { waitFor } from '@/test/support/agent/wait-for';

let app: Server;
let inner: TestProxy;
let outer: TestProxy;
let agent: Agent;

/** An app that sends back what it gets, framed as asked. */
function echo(message: IncomingMessage, response: ServerResponse): void {
  const length = message.headers['content-length'];
  const wantsLength = message.url === '/length' && length !== undefined;
  response.writeHead(200, wantsLength ? { 'content-length': length } : {});
  message.pipe(response);
}

beforeEach(async () => {
  app = createServer(echo);
  app.listen(0, '127.0.0.1');
  await once(app, 'listening');
  inner = await startTestProxy({ appPort: (app.address() as AddressInfo).port });
  outer = await startTestProxy({ routingTable: createTable([createEndpoint(inner.inboundPort)]) });
  agent = new Agent({ keepAlive: true, maxSockets: 20 });
});

afterEach(() => {
  agent.destroy();
  outer.handle.close();
  inner.handle.close();
  app.closeAllConnections();
  app.close();
});

const digest = (data: Buffer) => createHash('sha256').update(data).digest('hex');

/** Calls the service as an app does that has `http_proxy` set. */
function call(path: string, body: Buffer, isChunked: boolean): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const headers: Record<string, string> = { host: 'reviews:9080' };
    if (!isChunked) headers['content-length'] = String(body.length);
    const options = { agent, host: '127.0.0.1', port: outer.outboundPort, method: 'POST', headers };
    const sent = request({ ...options, path: `http://reviews:9080${path}` }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => resolve(Buffer.concat(pieces)));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('two proxies between node:http clients and servers', () => {
  it.each([
    ['a length both ways', '/length', false],
    ['chunks both ways', '/', true],
    ['chunks there and a length nowhere', '/length', true],
    ['a length there and chunks back', '/', false],
  ])('carry a large body unharmed, with %s', async (_, path, isChunked) => {
    const body = randomBytes(5 * 1024 * 1024);
    expect(digest(await call(path, body, isChunked))).toBe(digest(body));
    await outer.record(0);
    expect([outer.records[0]?.requestBodyBytes, outer.records[0]?.responseBodyBytes]).toEqual([
      body.length,
      body.length,
    ]);
  });

  it('give each of many concurrent requests its own answer and count every one', async () => {
    const bodies = Array.from({ length: 300 }, (_, i) => Buffer.from(`${i}:`.repeat((i * 37) % 500)));
    const answers = await Promise.all(
      bodies.map((body, i) => call(i % 2 === 0 ? '/' : '/length', body, i % 3 === 0)),
    );
    for (const [i, answer] of answers.entries())
      expect(answer.equals(bodies[i] ?? Buffer.alloc(0))).toBe(true);
    await outer.record(299);
    await inner.record(299);
    expect(new Set(outer.records.map(({ responseCode, flags }) => `${responseCode} ${flags}`))).toEqual(
      new Set(['200 -']),
    );
    expect(outer.records).toHaveLength(300);
    expect(inner.records).toHaveLength(300);
    expect(inner.handle.gauges.requestsInFlight).toBe(0);
  });

  it('carry a WebSocket with large messages and its close', async () => {
    const sockets = new WebSocketServer({ server: app });
    sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(data)));
    const client = new WebSocket('ws://reviews:9080/', {
      agent: undefined,
      createConnection: () => {
        const socket = new Socket();
        return socket.connect(outer.outboundPort, '127.0.0.1');
      },
    });
    await once(client, 'open');
    const message = randomBytes(1024 * 1024);
    client.send(message);
    const [answer] = (await once(client, 'message')) as [Buffer];
    expect(digest(answer)).toBe(digest(message));
    client.close(1000);
    await once(client, 'close');
    await waitFor(
      () => outer.tunnels[0]?.isClosed === true && inner.tunnels[0]?.isClosed === true,
      () => 'closed tunnels',
    );
    expect(outer.tunnels[0]?.sent).toBe(inner.tunnels[0]?.sent);
    expect(outer.tunnels[0]?.received).toBeGreaterThan(message.length);
    expect(await outer.record(0)).toMatchObject({ responseCode: 101 });
    sockets.close();
  });
});
