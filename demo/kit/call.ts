import http from 'node:http';
import type { TraceHeaders } from './trace-headers';

/** What a service got back. */
export interface Answer {
  status: number;
  body: unknown;
}

/** How a service calls another. */
export interface CallOptions {
  method?: string;
  headers: TraceHeaders;
  body?: unknown;
  timeoutMs?: number;
  /** Further tries after a failure to answer or a 5xx. */
  retries?: number;
}

const connections = new http.Agent({ keepAlive: true, maxSockets: 64 });

/**
 * Calls a service by its name through the sidecar, which every process with a sidecar finds in `http_proxy`; status 0
 * means that no answer came.
 */
export async function call(url: string, options: CallOptions): Promise<Answer> {
  const answer = await send(new URL(url), options);
  if (answer.status !== 0 && answer.status < 500) return answer;
  const retries = options.retries ?? 0;
  return retries > 0 ? call(url, { ...options, retries: retries - 1 }) : answer;
}

function send(url: URL, { method = 'GET', headers, body, timeoutMs = 3_000 }: CallOptions): Promise<Answer> {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve) => {
    const request = http.request(
      {
        ...target(url),
        method,
        agent: connections,
        timeout: timeoutMs,
        headers: {
          ...headers,
          host: url.host,
          ...(payload === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', () => resolve({ status: 0, body: null }));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: parse(Buffer.concat(chunks).toString()) }),
        );
      },
    );
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve({ status: 0, body: null }));
    request.end(payload);
  });
}

/** A forward proxy takes the whole URL as the request's target (RFC 9112, absolute-form). */
function target(url: URL): { host: string; port: string; path: string } {
  const proxy = process.env.http_proxy;
  if (proxy === undefined || proxy === '') {
    return { host: url.hostname, port: url.port || '80', path: url.pathname + url.search };
  }
  const { hostname, port } = new URL(proxy);
  return { host: hostname, port, path: url.href };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
