import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttp1Server } from 'node:http';
import {
  type ClientHttp2Session,
  connect,
  constants,
  createServer,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import {
  compileMesh,
  createEndpoint,
  createService,
  startTestProxy,
  type TestProxy,
} from '@/test/support/agent/start-test-proxy';
import { waitFor } from '@/test/support/agent/wait-for';

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0).reverse()) clean();
});

async function startHttp1App(): Promise<number> {
  const app = createHttp1Server((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      response.setHeader('x-saw', `${request.httpVersion} ${request.headers.host} ${request.headers.cookie}`);
      response.setHeader('trailer', 'x-sum');
      response.write(Buffer.concat(parts));
      response.addTrailers({ 'x-sum': String(Buffer.concat(parts).length) });
      response.end();
    });
  });
  app.listen(0, '127.0.0.1');
  await once(app, 'listening');
  cleanups.push(() => app.close());
  return (app.address() as AddressInfo).port;
}

type OnStream = Parameters<ReturnType<typeof createServer>['on']>[1];

async function startHttp2App(onStream: OnStream): Promise<number> {
  const app = createServer();
  app.on('stream', onStream);
  app.on('stream', (stream) => stream.on('error', () => undefined));
  app.listen(0, '127.0.0.1');
  await once(app, 'listening');
  cleanups.push(() => app.close());
  return (app.address() as AddressInfo).port;
}

async function start(options: Parameters<typeof startTestProxy>[0]): Promise<TestProxy> {
  const proxy = await startTestProxy(options);
  cleanups.push(() => proxy.handle.close());
  return proxy;
}

/** An outbound proxy in front of `reviews:9080`, spoken to in HTTP/2. */
function startGrpcMesh(port: number, yaml = ''): Promise<TestProxy> {
  const reviews = createService('reviews', 9080, [createEndpoint(port)]);
  return start({ routingTable: compileMesh({ services: [{ ...reviews, protocol: 'grpc' }], yaml }) });
}

function open(port: number): ClientHttp2Session {
  const session = connect(`http://127.0.0.1:${port}`);
  session.on('error', () => undefined);
  cleanups.push(() => session.destroy());
  return session;
}

interface Answer {
  headers: IncomingHttpHeaders & { ':status'?: number | undefined };
  trailers: IncomingHttpHeaders;
  body: string;
  resetCode: number;
}

function ask(session: ClientHttp2Session, headers: OutgoingHttpHeaders, body?: string): Promise<Answer> {
  return new Promise((resolve) => {
    const stream = session.request({ ':authority': 'reviews:9080', ...headers });
    const answer: Answer = { headers: {}, trailers: {}, body: '', resetCode: 0 };
    stream.on('response', (got) => {
      answer.headers = got;
    });
    stream.on('trailers', (got) => {
      answer.trailers = got;
    });
    stream.on('data', (piece: Buffer) => {
      answer.body += piece;
    });
    stream.on('error', () => undefined);
    stream.on('close', () => resolve({ ...answer, resetCode: stream.rstCode }));
    stream.end(body);
  });
}

describe('HTTP/2 clients', () => {
  it('reach an app of HTTP/1.1, with body, trailers and joined cookies', async () => {
    const proxy = await start({ appPort: await startHttp1App() });
    const { body, headers, trailers } = await ask(
      open(proxy.inboundPort),
      { ':method': 'POST', ':path': '/a?b', cookie: ['x=1', 'y=2'] },
      'hello',
    );
    expect(headers[':status']).toBe(200);
    expect(headers['x-saw']).toBe('1.1 reviews:9080 x=1; y=2');
    expect(headers['transfer-encoding']).toBeUndefined();
    expect(body).toBe('hello');
    expect(trailers['x-sum']).toBe('5');
    expect(await proxy.record(0)).toMatchObject({
      protocol: 'HTTP/2',
      method: 'POST',
      path: '/a?b',
      authority: 'reviews:9080',
      responseCode: 200,
      requestBodyBytes: 5,
      responseBodyBytes: 5,
      flags: '-',
    });
  });

  it('are served many requests at once on one connection', async () => {
    const proxy = await start({ appPort: await startHttp1App() });
    const session = open(proxy.inboundPort);
    const words = Array.from({ length: 50 }, (_, i) => `word ${i}`);
    const answers = await Promise.all(
      words.map((word) => ask(session, { ':method': 'POST', ':path': '/' }, word)),
    );
    expect(answers.map(({ body }) => body)).toEqual(words);
    expect(proxy.handle.gauges.downstreamConnections).toBe(1);
  });

  it("read the proxy's own answers", async () => {
    const proxy = await start({
      routingTable: compileMesh({ settings: { outboundTrafficPolicy: 'REGISTRY_ONLY' } }),
    });
    const { headers } = await ask(open(proxy.outboundPort), { ':path': '/' });
    expect(headers[':status']).toBe(502);
    expect(await proxy.record(0)).toMatchObject({ protocol: 'HTTP/2', responseCode: 502 });
  });

  it('get 431 for too large a head, and their other streams go on', async () => {
    const proxy = await start({ appPort: await startHttp1App(), limits: { headBytes: 4000 } });
    const session = open(proxy.inboundPort);
    const large = await ask(session, { ':path': '/', 'x-large': 'a'.repeat(5000) });
    expect(large.headers[':status']).toBe(431);
    expect((await ask(session, { ':path': '/' })).headers[':status']).toBe(200);
  });

  it('that open streams only to reset them lose their connection, and are counted', async () => {
    const hanging = await startHttp2App(() => undefined);
    const proxy = await startGrpcMesh(hanging);
    const session = open(proxy.outboundPort);
    const closed = new Promise((resolve) => session.once('close', resolve));
    for (let i = 0; i < 600 && !session.closed; i++) {
      const stream = session.request({ ':authority': 'reviews:9080', ':path': '/' });
      stream.on('error', () => undefined);
      const reset = new Promise((resolve) => stream.once('close', resolve));
      stream.close(constants.NGHTTP2_CANCEL);
      await Promise.race([reset, closed]);
    }
    await closed;
    expect(proxy.handle.gauges.resetFloods).toBe(1);
  });

  it('finish what they began when the proxy drains, and are told to go', async () => {
    let answer: (() => void) | undefined;
    const port = await startHttp2App((stream) => {
      answer = () => {
        stream.respond({ ':status': 200 });
        stream.end('late');
      };
    });
    const proxy = await startGrpcMesh(port);
    const session = open(proxy.outboundPort);
    const asked = ask(session, { ':path': '/' });
    await waitFor(
      () => answer !== undefined,
      () => 'the request at the app',
    );
    const goaway = once(session, 'goaway');
    const drained = proxy.handle.drain();
    await goaway;
    answer?.();
    expect((await asked).body).toBe('late');
    await drained;
    expect(await proxy.record(0)).toMatchObject({ responseCode: 200, flags: '-' });
  });

  it('that are curl with prior knowledge are served', async () => {
    const proxy = await start({ appPort: await startHttp1App() });
    const { stdout } = await promisify(execFile)('curl', [
      '-s',
      '--http2-prior-knowledge',
      '-w',
      ' %{http_version} %{http_code}',
      '-d',
      'from curl',
      `http://127.0.0.1:${proxy.inboundPort}/`,
    ]);
    expect(stdout).toBe('from curl 2 200');
  });
});

describe('HTTP/2 upstreams', () => {
  it('share one connection and are reached by clients of HTTP/1.1', async () => {
    let sessions = 0;
    const app = createServer((request, response) => {
      response.setHeader('x-saw', `${request.httpVersion} ${request.headers[':authority']}`);
      response.end('ok');
    });
    app.on('session', () => sessions++);
    app.listen(0, '127.0.0.1');
    await once(app, 'listening');
    cleanups.push(() => app.close());
    const proxy = await startGrpcMesh((app.address() as AddressInfo).port);
    for (let i = 0; i < 3; i++) {
      const response = await fetch(`http://127.0.0.1:${proxy.outboundPort}/`, { headers: {} });
      expect(response.status).toBeGreaterThan(0);
    }
    const session = open(proxy.outboundPort);
    const answers = await Promise.all([1, 2, 3].map(() => ask(session, { ':path': '/' })));
    expect(answers.map(({ headers }) => headers['x-saw'])).toEqual(Array(3).fill('2.0 reviews:9080'));
    expect(sessions).toBe(1);
  });

  it('that a DestinationRule upgrades are spoken to in HTTP/2', async () => {
    const port = await startHttp2App((stream) => {
      stream.respond({ ':status': 200, 'x-saw': 'HTTP/2' });
      stream.end();
    });
    const proxy = await start({
      routingTable: compileMesh({
        services: [createService('reviews', 9080, [createEndpoint(port)])],
        yaml: UPGRADE,
      }),
    });
    const { headers } = await ask(open(proxy.outboundPort), { ':path': '/' });
    expect(headers['x-saw']).toBe('HTTP/2');
  });

  it('that refuse a stream are asked again, those that reset one are not', async () => {
    let streams = 0;
    const port = await startHttp2App((stream, headers) => {
      streams++;
      if (headers[':path'] === '/reset') stream.close(constants.NGHTTP2_INTERNAL_ERROR);
      else if (streams === 1) stream.close(constants.NGHTTP2_REFUSED_STREAM);
      else {
        stream.respond({ ':status': 200 });
        stream.end('again');
      }
    });
    const proxy = await startGrpcMesh(port);
    const session = open(proxy.outboundPort);
    expect((await ask(session, { ':path': '/' })).body).toBe('again');
    expect(await proxy.record(0)).toMatchObject({ attempts: 2, responseCode: 200 });
    const reset = await ask(session, { ':path': '/reset' });
    expect(reset.headers[':status']).toBe(503);
    expect(reset.body).toContain('remote reset');
    expect(await proxy.record(1)).toMatchObject({ attempts: 1, flags: 'UR', responseCode: 503 });
  });

  it('that cut a response short have it cut for the client, too', async () => {
    const port = await startHttp2App((stream) => {
      stream.respond({ ':status': 200 });
      stream.write('half', () => stream.destroy(new Error('cut')));
    });
    const proxy = await startGrpcMesh(port);
    const answer = await ask(open(proxy.outboundPort), { ':path': '/' });
    expect(answer.body).toBe('half');
    expect(answer.resetCode).not.toBe(constants.NGHTTP2_NO_ERROR);
    expect(await proxy.record(0)).toMatchObject({ flags: 'UR', responseCode: 200 });
  });
});

const UPGRADE = `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: default}
spec:
  host: reviews
  trafficPolicy: {connectionPool: {http: {h2UpgradePolicy: UPGRADE}}}
`;
