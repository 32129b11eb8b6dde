import { expect } from 'vitest';
import type { GatewayApiRequest } from '../gateway-api-case';
import { ANY_HOST, type Answer } from './send-request';

type Expected = GatewayApiRequest['expected'];

/** Compares an answer with what a case expects, as its original does. */
export function checkAnswer(answer: Answer, sent: GatewayApiRequest): void {
  const { expected, id } = sent;
  if (expected.failure === 'tls-or-connection-error')
    expect(answer, id).toMatchObject({ status: 0, echo: undefined });
  if (expected.failure === 'status-not-200') {
    expect(answer.status, id).not.toBe(200);
    // No answer at all would be a time-out.
    expect(answer.status, id).not.toBe(0);
  }
  if (expected.statusCodes !== undefined) expect(expected.statusCodes, id).toContain(answer.status);
  if (expected.answeredByGateway === true) expect(answer.echo, id).toBeUndefined();
  checkResponse(answer, expected.response, id);
  // The original does not compare redirects inside a mesh.
  if (expected.redirect !== undefined && sent.client === undefined)
    checkRedirect(answer, expected.redirect, sent);
  const isAnswered = sent.type === 'tcp' || answer.status === 200;
  if (isAnswered && expected.answeredByGateway !== true) checkBackend(answer, sent);
}

function checkResponse({ headers }: Answer, response: Expected['response'], id: string): void {
  const strip = (text: string): string =>
    response?.ignoreWhitespace === true ? text.replaceAll(' ', '') : text;
  for (const [name, value] of Object.entries(response?.headers ?? {})) {
    expect(strip(headers[name.toLowerCase()] ?? ''), `${id}: response ${name}`).toBe(strip(value));
  }
  for (const [name, values] of Object.entries(response?.validHeaderValues ?? {})) {
    expect(values.map(strip), `${id}: response ${name}`).toContain(strip(headers[name.toLowerCase()] ?? ''));
  }
  for (const name of response?.absentHeaders ?? [])
    expect(headers, id).not.toHaveProperty(name.toLowerCase());
}

function checkBackend({ echo }: Answer, sent: GatewayApiRequest): void {
  const { client, expected, id, request, type } = sent;
  if (expected.backend !== undefined) {
    expect(echo?.backend ?? '', id).toMatch(new RegExp(`^${expected.backend}`));
  }
  if (expected.namespace !== undefined && type !== 'grpc')
    expect(echo?.namespace, id).toBe(expected.namespace);
  if (expected.backendReceivesTls !== undefined) {
    expect(echo?.serverName !== undefined, id).toBe(expected.backendReceivesTls);
  }
  if (expected.backendSni !== undefined) expect(echo?.serverName, id).toBe(expected.backendSni);
  if (type !== 'http' || request === undefined) return;
  const {
    absentHeaders = [],
    headers = {},
    host,
    method,
    path,
    sni,
  }: NonNullable<Expected['backendRequest']> = expected.backendRequest ?? {
    headers: request.headers,
    absentHeaders: [],
  };
  // Nor does it compare paths there.
  if (client === undefined) expect(echo?.path, id).toBe(path ?? request.path);
  expect(echo?.method, id).toBe(method ?? request.method);
  if (host !== undefined) expect(echo?.host, id).toBe(host);
  if (sni !== undefined) expect(echo?.serverName, id).toBe(sni);
  for (const [name, value] of Object.entries(headers)) {
    if (name.toLowerCase() === 'host') continue;
    expect(listOf(echo?.headers?.[name.toLowerCase()]), `${id}: request ${name}`).toBe(listOf(value));
  }
  for (const name of absentHeaders) expect(echo?.headers, id).not.toHaveProperty(name.toLowerCase());
}

function checkRedirect(
  { headers }: Answer,
  expected: NonNullable<Expected['redirect']>,
  sent: GatewayApiRequest,
): void {
  const { id, request } = sent;
  const scheme = request?.tls === true ? 'https' : 'http';
  const url = new URL(headers.location ?? '', `${scheme}://${request?.host ?? ANY_HOST}`);
  expect(url.protocol, id).toBe(`${expected.scheme ?? scheme}:`);
  if (expected.host !== undefined) expect(url.hostname, id).toBe(expected.host);
  expect(url.pathname, id).toBe(expected.path ?? request?.path.split('?')[0]);
  // URL leaves out the port that a scheme implies.
  const implied = url.protocol === 'https:' ? '443' : '80';
  expect(url.port === '' ? implied : url.port, id).toBe(expected.port || implied);
}

/** Whether a list came in one line or in several makes no difference. */
function listOf(value: string | undefined): string | undefined {
  return value?.split(/, */).join(',');
}
