import http from 'node:http';
import { performance } from 'node:perf_hooks';

/** What the client itself saw of one request. */
export interface Seen {
  /** 0 when no whole answer came. */
  code: number;
  latencyMs: number;
  headers: http.IncomingHttpHeaders;
}

/** A request through the outbound listener of a sidecar, as an application with `http_proxy` sends it. */
export interface MeshRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: Buffer;
  /** Hang up this long after sending, before an answer. */
  abortAfterMs?: number;
}

/** Sends requests by absolute-form to one outbound listener, over kept connections. */
export class MeshClient {
  private readonly host: string;
  private readonly port: number;
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 32 });

  constructor(outboundAddress: string) {
    const url = new URL(`http://${outboundAddress}`);
    this.host = url.hostname;
    this.port = Number(url.port);
  }

  /** Sends one request and reads the whole answer. */
  send(
    target: string,
    { method = 'GET', headers = {}, body, abortAfterMs }: MeshRequest = {},
  ): Promise<Seen> {
    const started = performance.now();
    return new Promise((resolve) => {
      const done = (code: number, answered: http.IncomingHttpHeaders = {}): void =>
        resolve({ code, latencyMs: performance.now() - started, headers: answered });
      const request = http.request(
        {
          host: this.host,
          port: this.port,
          path: target,
          method,
          agent: this.agent,
          headers: {
            host: new URL(target).host,
            ...(body === undefined ? {} : { 'content-length': String(body.length) }),
            ...headers,
          },
        },
        (response) => {
          response.resume();
          response.on('end', () => done(response.statusCode ?? 0, response.headers));
          response.on('error', () => done(0));
        },
      );
      request.on('error', () => done(0));
      if (abortAfterMs !== undefined) setTimeout(() => request.destroy(), abortAfterMs);
      request.end(body);
    });
  }

  /** Closes the kept connections. */
  close(): void {
    this.agent.destroy();
  }
}

/** Runs `tasks` with at most `width` at a time. */
export async function runConcurrently(tasks: readonly (() => Promise<void>)[], width: number): Promise<void> {
  const queue = tasks.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const task of queue) await task();
    }),
  );
}
