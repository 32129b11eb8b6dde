import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** Milliseconds of half of all answers (well above what waiting for a processor adds), and how far they spread (of their logarithm). */
const MEDIAN_MS = 60;
const SPREAD = 0.5;

/** One version of a service: answers as slowly and as badly as it is told, and notes when. */
export class CanaryApp {
  /** Share of requests answered 503. */
  failing = 0;
  /** How much longer than usual an answer takes. */
  slowness = 1;
  /** When it was first asked, first failed, and was last asked, since `forget`; epoch milliseconds. */
  firstAskedAt: number | undefined;
  firstFailedAt: number | undefined;
  lastAskedAt: number | undefined;
  private readonly server = http.createServer((request, response) => this.answer(request, response));

  static async start(): Promise<CanaryApp> {
    const app = new CanaryApp();
    app.server.listen(0, '127.0.0.1');
    await once(app.server, 'listening');
    return app;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  forget(): void {
    this.firstAskedAt = undefined;
    this.firstFailedAt = undefined;
    this.lastAskedAt = undefined;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    const now = Date.now();
    this.lastAskedAt = now;
    this.firstAskedAt ??= now;
    const isBad = Math.random() < this.failing;
    if (isBad) this.firstFailedAt ??= now;
    request.resume();
    const takes = MEDIAN_MS * this.slowness * Math.exp(SPREAD * normal());
    setTimeout(() => response.writeHead(isBad ? 503 : 200, { 'content-length': 2 }).end('ok'), takes);
  }
}

/** Box and Muller. */
function normal(): number {
  return Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
}
