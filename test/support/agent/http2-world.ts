import { once } from 'node:events';
import {
  type ClientHttp2Session,
  connect,
  createServer,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import { startTestProxy, type TestProxy } from './start-test-proxy';

/** What an HTTP/2 client got. */
export interface Http2Answer {
  headers: IncomingHttpHeaders;
  trailers: IncomingHttpHeaders | undefined;
  body: string;
  /** How the stream ended; 0 is well. */
  code: number;
}

export type OnStream = (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void;

const cleanups: (() => void)[] = [];

/** Closes what the functions below opened, after each test of the file that calls it. */
export function closeAfterEach(): void {
  afterEach(() => {
    for (const clean of cleanups.splice(0).reverse()) clean();
  });
}

/** An app that speaks HTTP/2 without TLS. */
export async function startHttp2App(onStream: OnStream): Promise<number> {
  const app = createServer();
  app.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    stream.resume();
    onStream(stream, headers);
  });
  app.listen(0, '127.0.0.1');
  await once(app, 'listening');
  cleanups.push(() => app.close());
  return (app.address() as AddressInfo).port;
}

export async function startProxyForTest(options: Parameters<typeof startTestProxy>[0]): Promise<TestProxy> {
  const proxy = await startTestProxy(options);
  cleanups.push(() => proxy.handle.close());
  return proxy;
}

export function openHttp2(port: number): ClientHttp2Session {
  const session = connect(`http://127.0.0.1:${port}`);
  session.on('error', () => undefined);
  cleanups.push(() => session.destroy());
  return session;
}

/** Asks once; a request of gRPC has one empty message. */
export function askHttp2(session: ClientHttp2Session, headers: OutgoingHttpHeaders): Promise<Http2Answer> {
  const isGrpc = headers['content-type'] === 'application/grpc';
  return new Promise((resolve) => {
    const stream = session.request(
      {
        ':method': isGrpc ? 'POST' : 'GET',
        ':authority': 'reviews:9080',
        ':path': '/test.Reviews/Say',
        ...headers,
      },
      { endStream: !isGrpc },
    );
    const answer: Http2Answer = { headers: {}, trailers: undefined, body: '', code: 0 };
    stream.on('response', (head) => {
      answer.headers = head;
    });
    stream.on('trailers', (trailers) => {
      answer.trailers = trailers;
    });
    stream.on('data', (piece: Buffer) => {
      answer.body += piece.toString();
    });
    stream.on('error', () => undefined);
    stream.on('close', () => resolve({ ...answer, code: stream.rstCode }));
    if (isGrpc) stream.end(Buffer.alloc(5));
  });
}

export const GRPC = { 'content-type': 'application/grpc', te: 'trailers' } as const;

/** An answer without a message: its status is in the head that ends the stream. */
export function answerTrailersOnly(stream: ServerHttp2Stream, status: number): void {
  stream.respond(
    { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': String(status) },
    { endStream: true },
  );
}

/** An answer of one empty message, with its status in the trailers. */
export function answerWithTrailers(stream: ServerHttp2Stream, status: number): void {
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': String(status) }));
  stream.end(Buffer.alloc(5));
}
