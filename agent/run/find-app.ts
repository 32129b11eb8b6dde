import type { ListenAddress } from '../proxy/listener';
import { canConnect } from './can-connect';

/** Where an app of this machine may have bound: IPv4 loopback also answers for 0.0.0.0, IPv6 for an app on ::1 alone. */
export function localAddresses(ports: readonly number[]): ListenAddress[] {
  return ports.flatMap((port) => [
    { host: '127.0.0.1', port },
    { host: '::1', port },
  ]);
}

/** The first of `addresses` at which something listens. */
export async function findApp(addresses: readonly ListenAddress[]): Promise<ListenAddress | undefined> {
  for (const address of addresses) if (await canConnect(address.host, address.port)) return address;
  return undefined;
}
