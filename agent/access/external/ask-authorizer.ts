import { Agent, type IncomingMessage, request } from 'node:http';
import { askOverGrpc } from './ask-over-grpc';
import type { ExternalAuthorizer } from './external-authorizer';
import type { ExternalQuestion, ExternalVerdict, HeaderPair, ResolveHost } from './external-question';

const LONGEST_BODY = 64 * 1024;
const connections = new Agent({ keepAlive: true, maxSockets: 64, keepAliveMsecs: 30_000 });

/** Asks for a decision about a request; every failure is a verdict, too. */
export function askAuthorizer(
  authorizer: ExternalAuthorizer,
  question: ExternalQuestion,
  resolve: ResolveHost,
): Promise<ExternalVerdict> {
  if (authorizer.protocol === 'grpc') return askOverGrpc(authorizer, question, resolve);
  const { http } = question;
  // HTTP authorizers judge requests alone.
  return http === undefined ? Promise.resolve({ kind: 'error' }) : askOverHttp(authorizer, http, resolve);
}

function askOverHttp(
  authorizer: ExternalAuthorizer,
  question: NonNullable<ExternalQuestion['http']>,
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
      (answer) => readAnswer(authorizer, answer).then(settle, fail),
    );
    asked.on('error', fail);
    asked.end();
  }).catch((): ExternalVerdict => ({ kind: 'error' }));
}

function toHeaders(
  authorizer: ExternalAuthorizer,
  { authority, headers }: NonNullable<ExternalQuestion['http']>,
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

async function readAnswer(
  { isForClientOnAllow, isForClientOnDeny, isForUpstream }: ExternalAuthorizer,
  answer: IncomingMessage,
): Promise<ExternalVerdict> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LONGEST_BODY) throw new Error('too large');
    chunks.push(chunk);
  }
  const status = answer.statusCode ?? 0;
  const headers = readHeaders(answer.rawHeaders);
  if (status === 200) {
    return {
      kind: 'ok',
      headers: headers.filter(([name]) => isForUpstream(name)),
      clientHeaders: headers.filter(([name]) => isForClientOnAllow(name)),
      removed: [],
    };
  }
  if (status >= 500 || status < 200) return { kind: 'error' };
  const kept = headers.filter(([name]) => isForClientOnDeny(name));
  return { kind: 'denied', status, headers: kept, body: Buffer.concat(chunks).toString('utf8') };
}

function readHeaders(raw: readonly string[]): HeaderPair[] {
  const headers: HeaderPair[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] ?? '').toLowerCase();
    if (!OWN_HEADERS.has(name) && name !== 'date') headers.push([name, raw[i + 1] ?? '']);
  }
  return headers;
}
