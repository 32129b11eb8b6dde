import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AdminAnswer, type AdminPage, answerText } from './admin-page';

/** Ports tried after a taken one. */
const NEXT_PORTS = 200;
const LOOPBACK_HOST = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i;

export interface AdminHandle {
  port: number;
  close(): Promise<void>;
}

/** Opens the admin port, or the next free one; port 0 takes any. */
export async function startAdmin(
  host: string,
  port: number,
  createPages: () => readonly AdminPage[],
): Promise<AdminHandle> {
  const pages = createPages();
  const isLoopback = LOOPBACK_HOST.test(host) || host === '::1';
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    void answer(pages, isLoopback, request).then((page) => write(response, page, request.method === 'HEAD'));
  });
  await listenFrom(server, host, port);
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

async function answer(
  pages: readonly AdminPage[],
  isLoopback: boolean,
  request: IncomingMessage,
): Promise<AdminAnswer> {
  // A web page must not reach a port on its visitor's own machine by a name that points there (DNS rebinding).
  if (isLoopback && !LOOPBACK_HOST.test(request.headers.host ?? ''))
    return answerText('Host not allowed\n', 403);
  const url = new URL(request.url ?? '/', 'http://admin');
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const candidates = pages.filter((page) => page.path === url.pathname);
  if (candidates.length === 0) return answerText('Not found; GET / lists the pages\n', 404);
  const page = candidates.find((one) => one.method === method);
  if (page === undefined) return answerText(`Use ${candidates.map((one) => one.method).join(' or ')}\n`, 405);
  if (method === 'POST' && request.headers.origin !== undefined)
    return answerText('Not from a web page\n', 403);
  try {
    return await page.answer(url.searchParams);
  } catch (error) {
    return answerText(`${error instanceof Error ? error.message : error}\n`, 500);
  }
}

function write(response: ServerResponse, { status, contentType, body }: AdminAnswer, isHead: boolean): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  response.end(isHead ? undefined : body);
}

async function listenFrom(server: Server, host: string, first: number): Promise<void> {
  for (let port = first; ; port++) {
    try {
      await listen(server, host, port);
      return;
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!isTaken || first === 0 || port >= first + NEXT_PORTS || port >= 65_535) throw error;
    }
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}
