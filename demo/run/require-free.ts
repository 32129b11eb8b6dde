import { createServer } from 'node:net';
import { listen } from '../../lib/server/http/listen';

/** `port` when nobody listens there; else fails as the console would, naming who does. */
export async function requireFree(port: number): Promise<number> {
  const server = createServer();
  await listen(server, port, '127.0.0.1');
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
