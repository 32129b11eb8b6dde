import { type IncomingMessage, request } from 'node:http';
import { askOverGrpc } from './ask-over-grpc';
import { AuthorizerConnections, type AuthorizerRequestArgs } from './authorizer-connections';
import type { ExternalAuthorizer } from './external-authorizer';
import {
  type ExternalQuestion,
  type ExternalVerdict,
  type HeaderPair,
  PARTIAL_BODY,
  type ResolveHost,
} from './external-question';

const LONGEST_BODY = 64 * 1024;
const connections = new AuthorizerConnections();

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
  return new Promise<ExternalVerdict>((settle) => {
    const fail = () => settle({ kind: 'error' });
    const options: AuthorizerRequestArgs = {
      target: resolve(authorizer.host, authorizer.port),
      connectTimeoutMs: authorizer.timeoutMs,
      agent: connections,
      method: question.method,
      path: authorizer.pathPrefix + question.path,
      headers: toHeaders(authorizer, question),
      signal: AbortSignal.timeout(authorizer.timeoutMs),
      setHost: false,
    };
    const asked = request(options, (answer) => readAnswer(authorizer, answer).then(settle, fail));
    asked.on('error', fail);
    asked.end(question.body?.bytes);
  }).catch((): ExternalVerdict => ({ kind: 'error' }));
}

function toHeaders(
  authorizer: ExternalAuthorizer,
  { authority, body, headers }: NonNullable<ExternalQuestion['http']>,
): Record<string, string | string[]> {
  const out: Record<string, string | string[]> = {
    host: authority,
    'content-length': String(body?.bytes.length ?? 0),
    ...(body === undefined ? {} : { [PARTIAL_BODY]: String(body.isPart) }),
    'x-envoy-expected-rq-timeout-ms': String(authorizer.timeoutMs),
    'x-envoy-internal': 'true',
  };
  const told = headers.filter(([name]) => authorizer.isIncluded(name) && !OWN_HEADERS.has(name));
  for (const [name, value] of [...told, ...authorizer.additionalHeaders]) {
    const key = name.toLowerCase();
    out[key] = [out[key] ?? [], value].flat();
  }
  return out;
}

/** About the connection or the framing of the body, which are others towards the authorizer. */
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
  PARTIAL_BODY,
  'x-envoy-expected-rq-timeout-ms',
  'x-envoy-internal',
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

/** The proxy says these of each answer itself. */
const ABOUT_ANSWERS = new Set(['date', 'server']);

function readHeaders(raw: readonly string[]): HeaderPair[] {
  const headers: HeaderPair[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] ?? '').toLowerCase();
    if (!OWN_HEADERS.has(name) && !ABOUT_ANSWERS.has(name)) headers.push([name, raw[i + 1] ?? '']);
  }
  return headers;
}
