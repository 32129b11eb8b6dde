import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import { AppError, isAppError } from '../../protocol/app-error';
import type { Authenticator } from '../auth/authenticator';
import type { Denials } from '../auth/denials';
import { ERROR_STATUS } from '../http/error-status';
import { isSameOrigin } from '../http/is-same-origin';
import type { RawAnswer, RawRoute } from '../http/raw-route';

type Env = { Bindings: HttpBindings };

export interface RawRouteDeps {
  auth: Authenticator;
  denials: Denials;
  /** For which namespace the bearer of an agents' token may report, `any` for all; undefined for another token. */
  readReporter: (authorization: string | undefined) => 'any' | { namespace: string } | undefined;
  log: (line: string) => void;
}

/** What a sender that was told to wait waits. */
const RETRY_SECONDS = '1';

/** Serves one path of a protocol that is not ours, with its own form of errors. */
export function addRawRoute(app: Hono<Env>, route: RawRoute, deps: RawRouteDeps): void {
  app.on(route.method, route.path, async (context) => {
    const { incoming } = context.env;
    try {
      const namespace = await admit(context, route, deps);
      const answer = await route.answer({
        incoming,
        headers: incoming.headers,
        query: new URL(context.req.url).searchParams,
        params: context.req.param() as Record<string, string>,
        namespace,
      });
      return send(context, answer);
    } catch (error) {
      const known = isAppError(error) ? error : unexpected(error, context, deps);
      const status = ERROR_STATUS[known.code];
      if (status === 429 || status === 503) context.header('Retry-After', RETRY_SECONDS);
      if (!incoming.complete) context.header('Connection', 'close');
      return send(context, route.refuse(known, status, incoming.headers));
    }
  });
}

async function admit(
  context: Context<Env>,
  { access, method }: RawRoute,
  { auth, denials, readReporter }: RawRouteDeps,
): Promise<string | undefined> {
  const { headers } = context.env.incoming;
  if (method !== 'GET' && !isSameOrigin(headers)) {
    denials.note('cross-origin');
    throw new AppError('forbidden', 'Another site may not send anything here');
  }
  const reporter = access === 'report' ? readReporter(headers.authorization) : undefined;
  if (reporter !== undefined) return reporter === 'any' ? undefined : reporter.namespace;
  if ((await auth.identify(headers)) !== undefined) return undefined;
  denials.note('unauthenticated');
  const tokens = access === 'report' ? 'the agent token or the admin token' : 'the admin token';
  throw new AppError('unauthenticated', `Send ${tokens} as Authorization: Bearer`);
}

function send(context: Context<Env>, { status, type, body, headers }: RawAnswer): Response {
  context.header('Cache-Control', 'no-store');
  for (const [name, value] of Object.entries(headers ?? {})) context.header(name, value);
  if (status === 204) return context.body(null, 204);
  context.header('Content-Type', type);
  const content = typeof body === 'string' ? body : new Uint8Array(body);
  return context.newResponse(content, status as 200);
}

function unexpected(error: unknown, context: Context<Env>, { log }: RawRouteDeps): AppError {
  log(`${context.req.method} ${context.req.path} failed: ${error instanceof Error ? error.stack : error}`);
  return new AppError('internal', 'The console failed to answer; its log says why');
}
