import type { Server } from 'node:http';

const FINISH_MS = 2_000;

/** Takes no new connections; requests under way get a moment to finish. */
export async function closeHttpServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), FINISH_MS).unref();
  });
}
