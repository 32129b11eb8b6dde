import { Agent, request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2';
import { request as httpsRequest } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { GatewayApiRequest } from '../gateway-api-case';
import type { Certificates } from './certificates';
import { type Echo, SET_HEADERS, WHO } from './echo-backend';

/** What a client got; status 0 where there was no answer at all. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** What the backend saw; undefined where the proxy answered itself. */
  echo: Partial<Echo> | undefined;
}

const NO_ANSWER: Answer = { status: 0, headers: {}, echo: undefined };
/** Connections that requests share, as those of a real client do; over TLS each has one of its own. */
const CONNECTIONS = new Agent({ keepAlive: true, maxSockets: 32 });
const SESSIONS = new Map<number, ClientHttp2Session>();

/** Ends what is shared. */
export function closeConnections(): void {
  CONNECTIONS.destroy();
  for (const session of SESSIONS.values()) session.close();
}

/** Requests of cases that name no host ask for anything at all. */
export const ANY_HOST = 'gateway.invalid';

/** Sends what a case sends to a port of this machine. */
export function sendRequest(
  port: number,
  sent: GatewayApiRequest,
  certificates: Certificates,
): Promise<Answer> {
  if (sent.type === 'tcp') return sendBytes(port, sent);
  if (sent.type === 'grpc')
    return sendHttp2(port, sent, { method: 'POST', path: GRPC_PATH, ...GRPC_HEADERS });
  return sent.request?.protocol === 'H2C_PRIOR_KNOWLEDGE'
    ? sendHttp2(port, sent, { method: sent.request.method, path: sent.request.path })
    : sendHttp1(port, sent, certificates);
}

const GRPC_PATH = '/echo.Echo/Echo';
const GRPC_HEADERS = { 'content-type': 'application/grpc', te: 'trailers' };

function headersOf({
  backendSetsResponseHeaders = {},
  client,
  request,
}: GatewayApiRequest): OutgoingHttpHeaders {
  const wanted = Object.entries(backendSetsResponseHeaders).map(([name, value]) => `${name}: ${value}`);
  const host = request?.host ?? ANY_HOST;
  return {
    host: client !== undefined && host.endsWith(':80') ? host.slice(0, -3) : host,
    ...Object.fromEntries(
      Object.entries(request?.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    ...(wanted.length === 0 ? {} : { [SET_HEADERS]: wanted.join(',') }),
  };
}

function sendHttp1(port: number, sent: GatewayApiRequest, certificates: Certificates): Promise<Answer> {
  const { clientCertificate, method = 'GET', path = '/', sni, tls = false } = sent.request ?? {};
  const own = clientCertificate === undefined ? undefined : certificates.clients.get(clientCertificate);
  if (clientCertificate !== undefined && own === undefined)
    throw new Error(`${sent.id}: no ${clientCertificate}`);
  const options = {
    host: '127.0.0.1',
    port,
    method,
    path,
    headers: headersOf(sent),
    agent: tls ? false : CONNECTIONS,
  } as const;
  return new Promise((resolve) => {
    const request = tls
      ? httpsRequest({
          ...options,
          servername: sni ?? '',
          ca: certificates.ca,
          checkServerIdentity: () => undefined,
          ...own,
        })
      : httpRequest(options);
    request.once('error', () => resolve(NO_ANSWER));
    request.once('response', (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk;
      });
      response.once('error', () => resolve(NO_ANSWER));
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: flatten(response.headers),
          echo: parseEcho(text),
        }),
      );
    });
    request.end();
  });
}

function sendHttp2(
  port: number,
  sent: GatewayApiRequest,
  { method, path, ...extra }: { method: string; path: string; [name: string]: string },
): Promise<Answer> {
  const session = SESSIONS.get(port) ?? connectHttp2(`http://127.0.0.1:${port}`);
  if (!SESSIONS.has(port))
    SESSIONS.set(
      port,
      session.once('error', () => SESSIONS.delete(port)),
    );
  const { host, ...headers } = headersOf(sent);
  return new Promise((resolve) => {
    const stream = session.request({
      ...headers,
      ...extra,
      ':method': method,
      ':path': path,
      ':authority': String(host),
    });
    let answered: Record<string, string> = {};
    let text = '';
    stream.once('error', () => resolve(NO_ANSWER));
    stream.on('response', (received) => {
      answered = flatten(received);
    });
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
    });
    stream.once('end', () => {
      const { 'x-backend': backend } = answered;
      const echo = backend === undefined ? parseEcho(text) : { backend };
      resolve({ status: Number(answered[':status']), headers: answered, echo });
    });
    stream.end(extra['content-type'] === undefined ? undefined : Buffer.alloc(5));
  });
}

function sendBytes(port: number, { sni = '', tls }: GatewayApiRequest): Promise<Answer> {
  const to = { host: '127.0.0.1', port };
  // Whose certificate it is depends on who ends TLS; the case asks for the backend.
  const socket = tls ? connectTls({ ...to, servername: sni, rejectUnauthorized: false }) : connectTcp(to);
  return new Promise((resolve) => {
    let text = '';
    socket.once('error', () => resolve(NO_ANSWER));
    socket.on('data', (chunk: Buffer) => {
      text += chunk;
    });
    socket.once('close', () => resolve(text === '' ? NO_ANSWER : { ...NO_ANSWER, echo: parseEcho(text) }));
    socket.write(WHO);
  });
}

function flatten(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : String(value),
    ]),
  );
}

function parseEcho(text: string): Partial<Echo> | undefined {
  return text.startsWith('{') ? (JSON.parse(text) as Partial<Echo>) : undefined;
}
