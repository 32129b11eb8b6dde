import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** An application that does what the path says: `/status/503?delay=20&bytes=1000`, `/hang`, `/reset`. */
export class ScriptedApp {
  /** Requests that reached the application, by path without query. */
  readonly seen = new Map<string, number>();
  /** Headers of the last request. */
  lastHeaders: http.IncomingHttpHeaders = {};
  /** Headers of every answer. */
  answerHeaders: Readonly<Record<string, string>> = {};
  /** Share of requests that are answered 503 whatever their path says. */
  failing = 0;
  private readonly server: http.Server;

  private constructor() {
    this.server = http.createServer((request, response) => this.answer(request, response));
  }

  /** Listens on a free port of loopback. */
  static async start(): Promise<ScriptedApp> {
    const app = new ScriptedApp();
    app.server.listen(0, '127.0.0.1');
    await once(app.server, 'listening');
    return app;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Stops at once. */
  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://app');
    this.seen.set(url.pathname, (this.seen.get(url.pathname) ?? 0) + 1);
    this.lastHeaders = request.headers;
    request.resume();
    if (url.pathname === '/hang') return;
    if (url.pathname === '/reset') {
      request.socket.resetAndDestroy();
      return;
    }
    const asked = Number(/^\/status\/(\d+)$/.exec(url.pathname)?.[1] ?? 200);
    const status = Math.random() < this.failing ? 503 : asked;
    const body = Buffer.alloc(Number(url.searchParams.get('bytes') ?? 2), 0x78);
    setTimeout(
      () => response.writeHead(status, { ...this.answerHeaders, 'content-length': body.length }).end(body),
      Number(url.searchParams.get('delay') ?? 0),
    );
  }
}
