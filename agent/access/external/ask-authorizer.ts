import { Agent, type IncomingMessage, request } from 'node:http';
import type { ExternalAuthorizer } from './external-authorizer';

/** A header of an answer, its name in lower case. */
export type HeaderPair = readonly [name: string, value: string];

/** What an external authorizer said. */
export type ExternalVerdict =
  | { kind: 'ok'; headers: readonly HeaderPair[] }
  | { kind: 'denied'; status: number; headers: readonly HeaderPair[]; body: string }
  | { kind: 'error' };

/** What it is told of a request. */
export interface ExternalQuestion {
  readonly method: string;
  /** With query. */
  readonly path: string;
  readonly authority: string;
  readonly headers: readonly HeaderPair[];
}

/** Where a host of the mesh answers; the name itself when the mesh does not know it. */
export type ResolveHost = (host: string, port: number) => { address: string; port: number };

const LONGEST_BODY = 64 * 1024;
const connections = new Agent({ keepAlive: true, maxSockets: 64, keepAliveMsecs: 30_000 });

/** Asks for a decision about a request; every failure is a verdict, too. */
export function askAuthorizer(
  authorizer: ExternalAuthorizer,
  question: ExternalQuestion,
  resolve: ResolveHost,
): Promise<ExternalVerdict> {
  const { address, port } = resolve(authorizer.host, authorizer.port);
  return new Promise<ExternalVerdict>((settle) => {
    const fail = () => settle({ kind: 'error' });
    const asked = request(
      {
        host: address,
        port,
        agent: connections,
        method: question.method,
        path: authorizer.pathPrefix + question.path,
        headers: toHeaders(authorizer, question),
        signal: AbortSignal.timeout(authorizer.timeoutMs),
        setHost: false,
      },
      (answer) => readAnswer(answer).then(settle, fail),
    );
    asked.on('error', fail);
    asked.end();
  }).catch((): ExternalVerdict => ({ kind: 'error' }));
}

function toHeaders(
  authorizer: ExternalAuthorizer,
  { authority, headers }: ExternalQuestion,
): Record<string, string | string[]> {
  const out: Record<string, string | string[]> = { host: authority, 'content-length': '0' };
  const told = headers.filter(([name]) => authorizer.isIncluded(name) && !OWN_HEADERS.has(name));
  for (const [name, value] of [...told, ...authorizer.additionalHeaders]) {
    const key = name.toLowerCase();
    out[key] = [out[key] ?? [], value].flat();
  }
  return out;
}

/** About the connection or the body, which the authorizer does not get. */
const OWN_HEADERS = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'te',
  'trailer',
  'expect',
]);

async function readAnswer(answer: IncomingMessage): Promise<ExternalVerdict> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LONGEST_BODY) throw new Error('too large');
    chunks.push(chunk);
  }
  const status = answer.statusCode ?? 0;
  const headers = readHeaders(answer.rawHeaders);
  if (status === 200) return { kind: 'ok', headers };
  if (status >= 500 || status < 200) return { kind: 'error' };
  return { kind: 'denied', status, headers, body: Buffer.concat(chunks).toString('utf8') };
}

function readHeaders(raw: readonly string[]): HeaderPair[] {
  const headers: HeaderPair[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] ?? '').toLowerCase();
    if (!OWN_HEADERS.has(name) && name !== 'date') headers.push([name, raw[i + 1] ?? '']);
  }
  return headers;
}
