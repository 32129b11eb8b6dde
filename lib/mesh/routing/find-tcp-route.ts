import { compileIpBlock } from '../access/ip-block';
import { isSubsetHost } from '../config/host-name';
import type { OutboundTcpRoute, RouteTable } from './route-table';

/** A connection a sidecar is to pass on. */
export interface OutboundConnection {
  /** The IP the client dialled; empty when unknown. */
  address: string;
  port: number;
  /** Of its TLS greeting; empty without one. */
  serverName: string;
}

/** Where a connection goes that is not HTTP; undefined where no service has its address, port and server name. */
export function findTcpRoute(
  { tcp }: Pick<RouteTable, 'tcp'>,
  connection: OutboundConnection,
): OutboundTcpRoute | undefined {
  return tcp.find(
    (route) =>
      route.port === connection.port &&
      takesAddress(route, connection.address) &&
      takesServerName(route, connection.serverName),
  );
}

/** All routes of a service's port, the most particular first; none where it is not known, or is one of HTTP. */
export function listTcpRoutes(
  { tcp }: Pick<RouteTable, 'tcp'>,
  { name, port }: { name: string; port: number },
): OutboundTcpRoute[] {
  return tcp.filter((route) => route.port === port && route.names.includes(name));
}

/** Of the routes of one service that for a connection with this server name, dialled at the service's own address. */
export function findServiceRoute(
  routes: readonly OutboundTcpRoute[],
  serverName: string,
): OutboundTcpRoute | undefined {
  return routes.find(
    (route) =>
      takesServerName(route, serverName) &&
      (route.subnets.length === 0 || route.addresses.some((address) => isIn(route.subnets, address))),
  );
}

function takesAddress({ addresses, subnets }: OutboundTcpRoute, address: string): boolean {
  if (subnets.length > 0) return isIn(subnets, address);
  return addresses.length === 0 || addresses.includes(address) || isIn(addresses, address);
}

function isIn(blocks: readonly string[], address: string): boolean {
  return blocks.some((block) => compileIpBlock(block)?.(address) === true);
}

function takesServerName({ serverNames }: OutboundTcpRoute, serverName: string): boolean {
  const name = serverName.toLowerCase();
  return serverNames.length === 0 || serverNames.some((pattern) => isSubsetHost(name, pattern));
}
