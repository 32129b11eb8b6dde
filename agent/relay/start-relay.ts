import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RELAY_LIMITS } from '../limits';
import type { ListenAddress } from '../proxy/listener';
import type { AgentSettings } from '../runtime/agent-settings';
import { createGrpcDoor } from './grpc-door';
import { RELAY_PATHS, type RelayAnswer } from './relay-message';
import { sendToConsole } from './send-to-console';
import { sortConnections } from './sort-connections';
import { TelemetryRelay } from './telemetry-relay';

const LOOPBACK_HOST = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i;
/** What says how to read a body. */
const FORWARDED = ['content-type', 'content-encoding', 'user-agent'];

/** A relay that listens. */
export interface RelayHandle {
  relay: TelemetryRelay;
  listen: ListenAddress;
  /** Stops listening, then delivers what is kept within a time. */
  close(withinMs: number): Promise<void>;
}

/** Opens a port where applications beside the agent send spans and log lines, as they would to the console. */
export async function startRelay(
  listen: ListenAddress,
  { consoleUrl, readToken, log }: Pick<AgentSettings, 'consoleUrl' | 'readToken' | 'log'>,
): Promise<RelayHandle> {
  const relay = new TelemetryRelay({
    ...RELAY_LIMITS,
    send: async (message) => {
      const token = await readToken().catch(() => undefined);
      return token === undefined ? undefined : sendToConsole(consoleUrl, token, message);
    },
    now: Date.now,
    random: Math.random,
    log,
  });
  const isLoopback = LOOPBACK_HOST.test(listen.host);
  const server = createServer({ requestTimeout: 30_000 }, (request, response) => {
    void answer(relay, isLoopback, request)
      .catch((error: Error) => text(500, error.message))
      .then((result) => write(response, result));
  });
  const door = createGrpcDoor({
    take: (message) => relay.take(message),
    isWelcome: (authority) => !isLoopback || LOOPBACK_HOST.test(authority),
    bodyBytes: RELAY_LIMITS.bodyBytes,
  });
  const port = sortConnections(server, door);
  await new Promise<void>((resolve, reject) => {
    port.once('error', reject);
    port.listen(listen.port, listen.host, resolve);
  });
  return {
    relay,
    listen: { host: listen.host, port: (port.address() as AddressInfo).port },
    close: async (withinMs) => {
      port.close();
      server.closeIdleConnections();
      await relay.stop(withinMs);
      port.cutAll();
    },
  };
}

async function answer(
  relay: TelemetryRelay,
  isLoopback: boolean,
  request: IncomingMessage,
): Promise<RelayAnswer> {
  const { headers, method } = request;
  const path = new URL(request.url ?? '/', 'http://relay').pathname;
  // A web page must not reach a port on its visitor's own machine, by whatever name.
  if ((isLoopback && !LOOPBACK_HOST.test(headers.host ?? '')) || headers.origin !== undefined)
    return text(403, 'Not from a web page');
  if (RELAY_PATHS[path] === undefined)
    return text(404, `Applications send to ${Object.keys(RELAY_PATHS).join(', ')}`);
  if (method !== 'POST') return text(405, 'Use POST');
  if (!/^application\/(?:json|(?:x-)?protobuf)\b/i.test(headers['content-type'] ?? ''))
    return text(415, 'Send application/json or application/x-protobuf');
  const body = await readBody(request);
  if (body === undefined) return text(413, `A message has at most ${RELAY_LIMITS.bodyBytes} bytes`);
  const kept = FORWARDED.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return relay.take({ path, headers: Object.fromEntries(kept), body, takenAtMs: Date.now() });
}

/** Undefined for one that is too long. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Read to the end, so that the sender hears the answer.
    if (length <= RELAY_LIMITS.bodyBytes) chunks.push(chunk);
  }
  return length > RELAY_LIMITS.bodyBytes ? undefined : Buffer.concat(chunks);
}

function write(response: ServerResponse, { status, headers, body }: RelayAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(body);
}

function text(status: number, message: string): RelayAnswer {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: Buffer.from(`${message}\n`),
  };
}
