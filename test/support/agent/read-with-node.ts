import { createServer, type IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import type { ReadRequest, ReadResult } from './read-requests';

/** Reads the same bytes with node:http's parser (llhttp), in memory, without a socket. */
export async function readWithNode(bytes: Buffer): Promise<ReadResult> {
  const result: ReadResult = { requests: [], fault: undefined };
  const server = createServer(
    { keepAlive: true, requestTimeout: 0, headersTimeout: 0 },
    (message, response) => {
      collect(message, result.requests);
      response.end();
    },
  );
  server.on('connect', (message: IncomingMessage) => collect(message, result.requests));
  server.on('upgrade', (message: IncomingMessage) => collect(message, result.requests));
  server.on('checkContinue', (message: IncomingMessage, response) => {
    collect(message, result.requests);
    response.end();
  });
  server.on('clientError', (error: Error & { code?: string }) => {
    result.fault = error.code ?? error.message;
  });
  const socket = new Duplex({
    read: () => undefined,
    write: (_chunk, _encoding, done) => done(),
    allowHalfOpen: true,
  });
  server.emit('connection', socket);
  socket.push(bytes);
  await settle();
  socket.destroy();
  server.close();
  return result;
}

function collect(message: IncomingMessage, requests: ReadRequest[]): void {
  const raw = message.rawHeaders;
  const request: ReadRequest = {
    method: message.method ?? '',
    target: message.url ?? '',
    minor: message.httpVersionMinor,
    headers: toPairs(raw),
    body: '',
    trailers: [],
    isComplete: false,
  };
  requests.push(request);
  message.on('data', (data: Buffer) => {
    request.body += data.toString('latin1');
  });
  message.on('end', () => {
    request.isComplete = true;
    request.trailers = toPairs(message.rawTrailers);
  });
}

function toPairs(raw: readonly string[]): [string, string][] {
  return Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i] ?? '', raw[2 * i + 1] ?? '']);
}

async function settle(): Promise<void> {
  for (let i = 0; i < 12; i++) await new Promise((resolve) => setImmediate(resolve));
}
