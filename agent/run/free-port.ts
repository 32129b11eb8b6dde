import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below what systems give out for outgoing calls, so that nobody gets such a port by chance. */
const QUIET_PORTS = { from: 20_000, to: 32_000 };
const ATTEMPTS = 20;

/** A port that is free now; somebody may take it before it is used, which its user must then say. */
export async function findFreePort(): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = await tryListen(randomInt(QUIET_PORTS.from, QUIET_PORTS.to));
    if (port !== undefined) return port;
  }
  const port = await tryListen(0);
  if (port === undefined) throw new Error('No free port on the loopback address');
  return port;
}

function tryListen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}
