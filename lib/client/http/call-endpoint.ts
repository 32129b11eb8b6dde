import type * as z from 'zod/mini';
import type { Endpoint } from '@/lib/protocol/api/endpoint';
import { errorAnswerSchema } from '@/lib/protocol/api/error-answer';
import { printUserName, USER_HEADER } from '@/lib/protocol/user-header';
import { readUserNameOfBrowser } from '../session/user-name';
import { ClientError } from './client-error';
import { printPath, printQueryString, type QueryValues } from './print-request';

/** What a call may carry; `params` fill the `:names` of the path. */
export type CallInput = {
  query?: QueryValues;
  params?: Readonly<Record<string, string>>;
  body?: unknown;
  signal?: AbortSignal;
};

/** What proxies and a console that starts answer in place of the console. */
const BEFORE_A_CONSOLE: ReadonlySet<number> = new Set([502, 503, 504]);

/** Calls an endpoint and checks the answer against its own schema. Throws ClientError. */
export async function callEndpoint<Response extends z.ZodMiniType>(
  endpoint: Endpoint<z.ZodMiniType, z.ZodMiniType, Response>,
  input: CallInput = {},
): Promise<z.output<Response>> {
  const response = await callFor(endpoint, input, 'application/json');
  const parsed = endpoint.response.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue === undefined ? '' : `: ${issue.path.join('.')} ${issue.message}`;
  throw new ClientError('bad_answer', `Cannot read the answer of ${endpoint.path}${where}`);
}

/** Calls an endpoint for an answer of some type, to be read by the caller. Throws ClientError for any but a good one. */
export async function callFor(endpoint: Endpoint, input: CallInput, accept: string): Promise<Response> {
  const url = printPath(endpoint.path, input.params) + printQueryString(input.query);
  const response = await send(url, endpoint.method, input, accept);
  if (!response.ok) throw toError(response, await response.json().catch(() => undefined));
  return response;
}

async function send(
  url: string,
  method: string,
  { body, signal }: CallInput,
  accept: string,
): Promise<Response> {
  const headers: Record<string, string> = { accept };
  if (body !== undefined) headers['content-type'] = 'application/json';
  const name = method === 'GET' ? undefined : readUserNameOfBrowser();
  if (name !== undefined) headers[USER_HEADER] = printUserName(name);
  const init: RequestInit = { method, headers, signal: signal ?? null };
  if (body !== undefined) init.body = JSON.stringify(body);
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ClientError(
      'unreachable',
      `Cannot reach the console at ${window.location.host}. Is it running?`,
    );
  }
}

function toError(response: Response, body: unknown): ClientError {
  const parsed = errorAnswerSchema.safeParse(body);
  if (!parsed.success && BEFORE_A_CONSOLE.has(response.status))
    return new ClientError('unreachable', `The console does not answer (${response.status})`);
  if (!parsed.success)
    return new ClientError('bad_answer', `The console answered ${response.status} without a reason`);
  const { code, message, details } = parsed.data.error;
  return new ClientError(code, message, details);
}
