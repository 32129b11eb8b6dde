import { type GatewayServer, isHttpServer, routeConfigName } from './gateway-server';

/** The servers that share one listener. */
export interface MergedListener {
  address: string;
  port: number;
  servers: GatewayServer[];
}

/**
 * Puts servers together by port, as Istio does: plain HTTP servers of a port are one, TLS servers stand side by side as
 * long as no two ask for the same host, and whatever else wants a port that is taken is left out.
 */
export function mergeServers(servers: readonly GatewayServer[]): MergedListener[] {
  const listeners = new Map<string, MergedListener>();
  const plain = new Map<number, GatewayServer>();
  const taken = new Set<number>();
  const tlsHosts = new Set<string>();
  for (const server of servers) {
    if (server.tls !== undefined && !server.redirectsToTls && !claimHosts(server, tlsHosts)) continue;
    const first = plain.get(server.port);
    if (first !== undefined && first.bind === server.bind && !canJoin(server, first)) continue;
    if (!taken.has(server.port) && isPlain(server)) plain.set(server.port, server);
    taken.add(server.port);
    const address = server.bind === '' ? '0.0.0.0' : server.bind;
    const key = `${address} ${server.port}`;
    const listener = listeners.get(key);
    if (listener === undefined) listeners.set(key, { address, port: server.port, servers: [server] });
    else listener.servers.push(server);
  }
  return [...listeners.values()];
}

function isPlain(server: GatewayServer): boolean {
  return server.protocol === 'http' || server.tls === undefined;
}

function canJoin(server: GatewayServer, first: GatewayServer): boolean {
  const bothHttp = server.protocol === 'http' && first.protocol === 'http';
  return bothHttp && isHttpServer(server) && routeConfigName(server) !== '';
}

/** Two chains for one server name would be refused by Envoy; a server with any host that is taken is left out. */
function claimHosts(server: GatewayServer, tlsHosts: Set<string>): boolean {
  const keys = server.hostKeys.map((host) => `${server.port} ${server.bind} ${host}`);
  if (keys.some((key) => tlsHosts.has(key))) return false;
  for (const key of keys) tlsHosts.add(key);
  return true;
}
