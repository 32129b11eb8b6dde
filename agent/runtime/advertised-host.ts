import { networkInterfaces } from 'node:os';

const ANY_ADDRESS = new Set(['0.0.0.0', '::', '']);

/** Where others reach a listener: its own address, or this machine's first public one when it listens on all. */
export function advertisedHost(listenHost: string, interfaces = networkInterfaces()): string {
  if (!ANY_ADDRESS.has(listenHost)) return listenHost === 'localhost' ? '127.0.0.1' : listenHost;
  const addresses = Object.values(interfaces).flatMap((list) => list ?? []);
  const found = addresses.find((address) => !address.internal && address.family === 'IPv4');
  return found?.address ?? '127.0.0.1';
}
