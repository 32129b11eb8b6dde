import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { type TraceHeaders, traceHeaders } from './trace-headers';

/** What a handler gets. */
export interface ServiceRequest {
  /** Parts of the path that the pattern named. */
  params: Record<string, string>;
  query: URLSearchParams;
  headers: TraceHeaders;
  body: unknown;
}

/** What a handler answers. */
export interface ServiceAnswer {
  status: number;
  body: unknown;
}

/** Answers one kind of request. */
export type Handler = (request: ServiceRequest) => Promise<ServiceAnswer>;

/** What a service is made with. */
export interface ServiceContext {
  version: string;
  random: () => number;
}

/** A service: handlers by `METHOD /path/:param`. */
export type Service = (context: ServiceContext) => Record<string, Handler>;

/** A success. */
export function ok(body: unknown): ServiceAnswer {
  return { status: 200, body };
}

/** An HTTP server that answers by the handlers, 404 for the rest and 500 when a handler throws. */
export function serve(handlers: Record<string, Handler>): http.Server {
  const routes = Object.entries(handlers).map(([pattern, handler]) => ({ match: compile(pattern), handler }));
  return http.createServer((request, response) => {
    void answer(request, routes)
      .catch((error: unknown): ServiceAnswer => ({ status: 500, body: { error: String(error) } }))
      .then((result) => send(response, result));
  });
}

async function answer(
  request: IncomingMessage,
  routes: { match: (method: string, path: string) => Record<string, string> | undefined; handler: Handler }[],
): Promise<ServiceAnswer> {
  const url = new URL(request.url ?? '/', 'http://service');
  for (const { match, handler } of routes) {
    const params = match(request.method ?? 'GET', url.pathname);
    if (params === undefined) continue;
    return handler({
      params,
      query: url.searchParams,
      headers: traceHeaders(request.headers),
      body: await read(request),
    });
  }
  return { status: 404, body: { error: `No such resource: ${request.method} ${url.pathname}` } };
}

function compile(pattern: string): (method: string, path: string) => Record<string, string> | undefined {
  const [wantedMethod = '', wantedPath = ''] = pattern.split(' ');
  const wanted = wantedPath.split('/');
  return (method, path) => {
    const parts = path.split('/');
    if (method !== wantedMethod || parts.length !== wanted.length) return undefined;
    const params: Record<string, string> = {};
    for (const [index, part] of wanted.entries()) {
      const actual = parts[index] ?? '';
      if (part.startsWith(':')) params[part.slice(1)] = actual;
      else if (part !== actual) return undefined;
    }
    return params;
  };
}

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? undefined : JSON.parse(text);
}

function send(response: ServerResponse, { status, body }: ServiceAnswer): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
