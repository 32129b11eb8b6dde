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
  { tcp }: RouteTable,
  connection: OutboundConnection,
): OutboundTcpRoute | undefined {
  const name = connection.serverName.toLowerCase();
  return tcp.find(
    ({ addresses, port, serverNames }) =>
      port === connection.port &&
      (addresses.length === 0 || addresses.includes(connection.address)) &&
      (serverNames.length === 0 || serverNames.some((pattern) => isSubsetHost(name, pattern))),
  );
}
