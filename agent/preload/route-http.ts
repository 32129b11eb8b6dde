import http from 'node:http';
import net from 'node:net';

interface ConnectionOptions {
  host?: string | null;
  socketPath?: string | null;
  [name: string]: unknown;
}

type CreateConnection = (this: unknown, options: ConnectionOptions, onConnect?: () => void) => unknown;

/**
 * Makes every http.Agent, the global one and those of libraries, connect to the sidecar for hosts of the mesh. Only the
 * connection changes: the request line, the Host header and pooling stay those of the host that was named. An agent
 * with a `createConnection` of its own, https included, is left alone.
 */
export function routeHttp(
  sidecar: { host: string; port: number },
  isMeshHost: (host: string) => boolean,
): void {
  const prototype = http.Agent.prototype as unknown as { createConnection: CreateConnection };
  const original = prototype.createConnection;
  prototype.createConnection = function (options, onConnect) {
    const { host, socketPath } = options;
    if (typeof host !== 'string' || socketPath || !isMeshHost(host))
      return original.call(this, options, onConnect);
    const { keepAlive, keepAliveInitialDelay, noDelay, signal, timeout } = options;
    const kept = { keepAlive, keepAliveInitialDelay, noDelay, signal, timeout };
    return net.createConnection({ ...kept, ...sidecar } as net.NetConnectOpts, onConnect);
  };
}
