import type { IncomingMessage } from 'node:http';
import type { ErrorCode } from '../../lib/protocol/error-code';

/** Why the console does not want this agent. */
export interface ConsoleRefusal {
  code: ErrorCode;
  message: string;
  /** False: trying again soon cannot help. */
  retry: boolean;
}

const BODY_LIMIT = 4_096;
const HTTP_UNAUTHORIZED = 401;
const HTTP_FORBIDDEN = 403;
const HTTP_TOO_MANY = 429;

/** Reads the answer to an upgrade that was refused: `{"error":{"code","message"}}`, or whatever stands before it. */
export async function readRefusal(response: IncomingMessage): Promise<ConsoleRefusal> {
  const status = response.statusCode ?? 0;
  const body = await readBody(response);
  const code = codeOf(status);
  const message = messageOf(body) ?? `HTTP status ${status}`;
  return { code, message, retry: code !== 'unauthenticated' && code !== 'forbidden' };
}

function codeOf(status: number): ErrorCode {
  if (status === HTTP_UNAUTHORIZED) return 'unauthenticated';
  if (status === HTTP_FORBIDDEN) return 'forbidden';
  if (status === HTTP_TOO_MANY) return 'too_many_requests';
  return status >= 500 ? 'overloaded' : 'bad_request';
}

function messageOf(body: string): string | undefined {
  try {
    const { error } = JSON.parse(body) as { error?: { message?: unknown } };
    return typeof error?.message === 'string' ? error.message : undefined;
  } catch {
    return undefined;
  }
}

async function readBody(response: IncomingMessage): Promise<string> {
  let body = '';
  try {
    for await (const chunk of response) {
      body += String(chunk);
      if (body.length > BODY_LIMIT) break;
    }
  } catch {
    return body;
  }
  return body;
}
