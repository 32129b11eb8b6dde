import net from 'node:net';

/** undici keeps the dispatcher of `fetch` here, for Node's own copy and for the package alike. */
const GLOBAL_DISPATCHER = Symbol.for('undici.globalDispatcher.1');

interface Dispatcher {
  dispatch(options: { origin?: string | URL | null }, handler: unknown): boolean;
  close(): Promise<void>;
  destroy(error?: Error): Promise<void>;
}

type OnConnect = (error: Error | null, socket: net.Socket | null) => void;
type AgentClass = new (options: { connect: (options: unknown, onConnect: OnConnect) => void }) => Dispatcher;

/**
 * Sends the plain HTTP calls of `fetch` through the sidecar: a second undici agent whose connections all end there,
 * chosen by origin. It keeps the Host header of the URL, by which the sidecar finds the service.
 */
export function routeFetch(
  sidecar: { host: string; port: number },
  isMeshHost: (host: string) => boolean,
): void {
  const globals = globalThis as unknown as Record<symbol, Dispatcher | undefined>;
  // Touching any of fetch's classes makes Node load undici, which sets its dispatcher.
  void globalThis.Headers;
  const direct = globals[GLOBAL_DISPATCHER];
  if (direct === undefined) return;
  const mesh = new (direct.constructor as unknown as AgentClass)({
    connect: (_options, onConnect) => connectTo(sidecar, onConnect),
  });
  const routed: Dispatcher = {
    dispatch: (options, handler) =>
      (isMesh(options.origin, isMeshHost) ? mesh : direct).dispatch(options, handler),
    close: async () => void (await Promise.all([mesh.close(), direct.close()])),
    destroy: async (error) => void (await Promise.all([mesh.destroy(error), direct.destroy(error)])),
  };
  Object.defineProperty(globalThis, GLOBAL_DISPATCHER, {
    value: routed,
    writable: true,
    enumerable: false,
    configurable: false,
  });
}

function connectTo(sidecar: { host: string; port: number }, onConnect: OnConnect): void {
  const socket = net.connect({ ...sidecar, noDelay: true });
  const fail = (error: Error) => onConnect(error, null);
  socket.once('error', fail);
  socket.once('connect', () => {
    socket.removeListener('error', fail);
    onConnect(null, socket);
  });
}

function isMesh(origin: string | URL | null | undefined, isMeshHost: (host: string) => boolean): boolean {
  if (origin === null || origin === undefined) return false;
  const { hostname, protocol } = new URL(origin);
  return protocol === 'http:' && isMeshHost(hostname);
}
