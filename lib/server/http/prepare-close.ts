import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { OpenPort } from './open-port';

const FINISH_MS = 2_000;

/**
 * Makes the function that stops a server: it takes no new connections, and requests under way get a moment to finish.
 * The server's own `close` cannot be waited for: it waits for WebSockets too, which are somebody else's to end.
 */
export function prepareClose(server: Server, { port, endHttp2 }: OpenPort): () => Promise<void> {
  let underWay = 0;
  let whenIdle: (() => void) | undefined;
  server.on('request', (_request, response) => {
    underWay++;
    response.once('close', () => {
      underWay--;
      if (underWay === 0) whenIdle?.();
    });
  });
  return async () => {
    port.close();
    server.close();
    server.closeIdleConnections();
    const idle = new Promise<void>((resolve) => {
      whenIdle = resolve;
      if (underWay === 0) resolve();
    });
    await Promise.race([idle, pause(FINISH_MS, undefined, { ref: false })]);
    server.closeAllConnections();
    endHttp2();
  };
}
