import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { AppError, isAppError } from '../../protocol/app-error';
import { ERROR_STATUS } from '../http/error-status';
import { isSameOrigin } from '../http/is-same-origin';
import type { RawRoute } from '../http/raw-route';
import { DATA_POLICY } from '../http/security-headers';
import { addRawRoute, type RawRouteDeps } from './add-raw-route';
import type { ApiDeps } from './api-deps';
import { describeApi } from './describe-api';
import type { ApiRequest, Handler } from './handler';
import { readBody } from './read-body';
import { readBodyAs, readQuery } from './read-query';
import { sendJson, sendJsonText } from './send-json';
import { sendLines, wantsLines } from './send-lines';

export interface ApiOptions {
  deps: ApiDeps;
  handlers: readonly Handler[];
  /** Paths of other tools' protocols. */
  rawRoutes: readonly RawRoute[];
  readReporter: RawRouteDeps['readReporter'];
  version: string;
  /** The text of /metrics. */
  readMetrics: () => Promise<string>;
  /** Rejects while the console cannot do its work. */
  checkReady: () => Promise<void>;
  onAnswer: (route: string, method: string, status: number, seconds: number) => void;
  log: (line: string) => void;
}

type Env = { Bindings: HttpBindings };

/** Our part of HTTP: /api, /metrics, /healthz and /readyz. */
export function createApi(options: ApiOptions): ReturnType<typeof getRequestListener> {
  const app = new Hono<Env>();
  app.use(async (context, next) => {
    const startedAt = performance.now();
    context.header('Content-Security-Policy', DATA_POLICY);
    await next();
    const seconds = (performance.now() - startedAt) / 1_000;
    const route = context.req.routePath === '/*' ? 'unknown' : context.req.routePath;
    options.onAnswer(route, context.req.method, context.res.status, seconds);
  });
  addProbes(app, options);
  for (const handler of options.handlers) addHandler(app, handler, options);
  const { readReporter, log } = options;
  for (const route of options.rawRoutes) addRawRoute(app, route, { ...options.deps, readReporter, log });
  const document = describeApi(
    options.handlers.map(({ endpoint }) => endpoint),
    options.version,
  );
  app.get('/api/openapi.json', (context) => sendJson(context, document));
  app.notFound((context) => sendError(context, notFound(context, options.handlers)));
  app.onError((error, context) => {
    if (isAppError(error)) return sendError(context, error);
    options.log(`${context.req.method} ${context.req.path} failed: ${error.stack ?? error.message}`);
    return sendError(context, new AppError('internal', 'The console failed to answer; its log says why'));
  });
  return getRequestListener(app.fetch, { overrideGlobalObjects: false });
}

function addProbes(app: Hono<Env>, { deps, readMetrics, checkReady }: ApiOptions): void {
  app.get('/healthz', (context) => context.json({ status: 'ok' }));
  app.get('/readyz', async (context) => {
    await checkReady();
    return context.json({ status: 'ready' });
  });
  app.get('/metrics', async (context) => {
    await identify(deps, context, true);
    return context.text(await readMetrics(), 200, {
      'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
    });
  });
}

function addHandler(
  app: Hono<Env>,
  { endpoint, answer, walk, print }: Handler,
  { deps, log }: ApiOptions,
): void {
  app.on(endpoint.method, endpoint.path, async (context) => {
    const { incoming } = context.env;
    if (endpoint.method !== 'GET' && !isSameOrigin(incoming.headers)) {
      deps.denials.note('cross-origin');
      throw new AppError('forbidden', 'Another site may not change anything here');
    }
    const actor = await identify(deps, context, endpoint.isPublic !== true);
    const query = readQuery(endpoint.query, context.req.query());
    const body =
      endpoint.body === undefined
        ? undefined
        : readBodyAs(endpoint.body, await readBody(context, endpoint.bodyBytes));
    const request: ApiRequest<unknown, unknown> = {
      query,
      body,
      actor,
      params: context.req.param() as Record<string, string>,
      headers: context.req.header(),
      remoteAddress: incoming.socket.remoteAddress ?? '',
      isHttps: context.req.header('x-forwarded-proto') === 'https',
      setHeader: (name, value) => context.header(name, value),
    };
    if (walk !== undefined && wantsLines(context.req.header('accept'))) {
      return await sendLines(context, (signal) => walk(deps, request, signal), log);
    }
    const answered = await answer(deps, request);
    if (print !== undefined) return await sendJsonText(context, print(answered, request));
    return await sendJson(context, answered);
  });
}

async function identify(deps: ApiDeps, context: Context<Env>, isNeeded: boolean) {
  const actor = await deps.auth.identify(context.env.incoming.headers);
  if (actor !== undefined || !isNeeded) return actor;
  deps.denials.note('unauthenticated');
  throw new AppError('unauthenticated', 'Sign in first');
}

function notFound(context: Context<Env>, handlers: readonly Handler[]): AppError {
  const { path, method } = context.req;
  const others = handlers.filter(({ endpoint }) =>
    new RegExp(`^${endpoint.path.replace(/:\w+/g, '[^/]+')}$`).test(path),
  );
  if (others.length === 0)
    return new AppError('not_found', `Nothing answers at ${path}; see /api/openapi.json`);
  const allowed = others.map(({ endpoint }) => endpoint.method).join(', ');
  context.header('Allow', allowed);
  return new AppError('method_not_allowed', `${path} does not answer ${method}, only ${allowed}`);
}

function sendError(context: Context<Env>, { code, message, details }: AppError): Response {
  context.header('Cache-Control', 'no-store');
  return context.json(
    { error: { code, message, ...(details === undefined ? {} : { details }) } },
    ERROR_STATUS[code],
  );
}
