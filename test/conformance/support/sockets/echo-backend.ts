import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  createServer as createHttp2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { awaitFirstBytes } from '@/agent/tls/await-first-bytes';
import type { Pair } from './certificates';

/** What a backend saw of a request, or of a connection without one. */
export interface Echo {
  backend: string;
  namespace: string;
  method: string;
  path: string;
  host: string;
  headers: Record<string, string>;
  /** Undefined where the connection was plain. */
  serverName: string | undefined;
}

export interface EchoBackend {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly port: number;
  /** How many requests came to each path. */
  readonly seen: Map<string, Echo[]>;
  close(): void;
}

/** Asks the backend for headers in its answer, as `name: value` joined by commas. */
export const SET_HEADERS = 'x-echo-set-header';
/** What a client says that wants to be told who takes its bytes. */
export const WHO = 'who?\n';

const HANDSHAKE = 0x16;

/** One server of a case: it answers plain and over TLS, HTTP/1.1, h2c, gRPC and bare TCP alike with what it saw. */
export async function startEchoBackend(
  { name, namespace, labels }: Pick<EchoBackend, 'name' | 'namespace' | 'labels'>,
  { cert, key }: Pair,
): Promise<EchoBackend> {
  const seen = new Map<string, Echo[]>();
  const sockets = new Set<Socket>();
  const answer = (request: IncomingMessage | Http2ServerRequest, response: ServerResponse): void => {
    const echo = { backend: name, namespace, ...describe(request) };
    seen.set(echo.path, [...(seen.get(echo.path) ?? []), echo]);
    request.resume();
    request.once('end', () => reply(echo, response));
  };
  const http1 = createHttpServer(answer);
  const http2 = createHttp2Server({}, (request, response: Http2ServerResponse) =>
    answer(request, response as unknown as ServerResponse),
  );
  const tls = createTlsServer({ cert, key, ALPNProtocols: ['h2', 'http/1.1'] }, (socket) => open(socket));
  const open = (socket: Socket): void => {
    awaitFirstBytes(socket, 10_000, (bytes) => {
      const text = bytes?.toString('latin1') ?? '';
      if (bytes?.[0] === HANDSHAKE) tls.emit('connection', socket);
      else if (text.startsWith('PRI *')) http2.emit('connection', socket);
      else if (text === WHO)
        socket.end(JSON.stringify({ backend: name, namespace, serverName: nameOf(socket) }));
      else http1.emit('connection', socket);
    });
  };
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    open(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { name, namespace, labels, port: (server.address() as AddressInfo).port, seen, close };
}

function describe(request: IncomingMessage | Http2ServerRequest): Omit<Echo, 'backend' | 'namespace'> {
  const headers = Object.fromEntries(
    Object.entries(request.headers)
      .filter(([name]) => !name.startsWith(':'))
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : (value ?? '')]),
  );
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    host: request.headers.host ?? String(request.headers[':authority'] ?? ''),
    headers,
    serverName: nameOf(request.socket),
  };
}

function reply(echo: Echo, response: ServerResponse): void {
  if (echo.headers['content-type'] === 'application/grpc') {
    response.writeHead(200, { 'content-type': 'application/grpc', 'x-backend': echo.backend });
    response.write(Buffer.alloc(5));
    response.addTrailers({ 'grpc-status': '0' });
    response.end();
    return;
  }
  for (const one of (echo.headers[SET_HEADERS] ?? '').split(',').filter(Boolean)) {
    const at = one.indexOf(':');
    response.setHeader(one.slice(0, at).trim(), one.slice(at + 1).trim());
  }
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(echo));
}

function nameOf(socket: unknown): string | undefined {
  const { encrypted, servername } = socket as Partial<TLSSocket>;
  return encrypted === true ? String(servername || '') : undefined;
}
