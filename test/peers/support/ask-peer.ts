import { connectRaw } from '@/test/support/agent/raw-peer';
import { waitFor } from '@/test/support/agent/wait-for';
import type { PeerApp, SeenByApp } from './peer-app';

/** A request of a case; the path goes out exactly as it stands here. */
export interface PeerRequest {
  readonly path?: string;
  readonly method?: string;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of all this: the very bytes. */
  readonly raw?: string;
}

/** What a client and the app saw of one request. */
export interface PeerOutcome {
  status: number;
  headers: Record<string, string>;
  body: string;
  app: SeenByApp[];
}

/** Differs from one answer to the next, or says how a connection is framed. */
const VARYING =
  /^(date|connection|keep-alive|transfer-encoding|content-length|x-envoy-upstream-service-time|x-envoy-decorator-operation)$/;

/** Sends a request over a connection of its own and gathers everything that came of it. */
export async function askPeer(port: number, request: PeerRequest, app: PeerApp): Promise<PeerOutcome> {
  const { headers = {}, host = 'reviews:9080', method = 'GET', path = '/', raw } = request;
  app.seen.length = 0;
  const peer = await connectRaw(port);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  peer.send(
    raw ?? `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${lines.join('')}\r\n`,
  );
  await waitFor(
    () => peer.hasEnded || peer.isClosed || isWhole(peer.received),
    () => `the answer to ${JSON.stringify(request)}`,
  );
  const text = peer.received;
  peer.socket.destroy();
  return { ...readAnswer(text), app: [...app.seen] };
}

function readAnswer(text: string): Omit<PeerOutcome, 'app'> {
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...lines] = (end < 0 ? text : text.slice(0, end)).split('\r\n');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (colon > 0 && !VARYING.test(name))
      headers[name] = name in headers ? `${headers[name]},${value}` : value;
  }
  const body = end < 0 ? '' : text.slice(end + 4);
  return { status: Number(first.split(' ')[1] ?? 0), headers, body: unchunk(body, text) };
}

function unchunk(body: string, whole: string): string {
  if (!/transfer-encoding: chunked/i.test(whole)) return body;
  return body.replace(/(^|\r\n)[0-9a-f]+\r\n/g, '').replace(/\r\n$/, '');
}

/** Whether an answer of known length is there; some proxies wait for the client to close. */
function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  const length = /content-length: (\d+)/i.exec(text.slice(0, Math.max(0, end)))?.[1];
  if (/\r\n0\r\n\r\n$/.test(text)) return true;
  return end >= 0 && length !== undefined && text.length >= end + 4 + Number(length);
}
