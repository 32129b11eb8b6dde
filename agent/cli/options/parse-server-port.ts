import type { ListenAddress } from '../../proxy/listener';
import { parseListenAddress, parsePort } from './parse-values';

/** `443=0.0.0.0:8443`: where the servers of a port are opened. */
export function parseServerPort(text: string): { port: number; address: ListenAddress } {
  const at = text.indexOf('=');
  if (at < 0) throw new Error('PORT=HOST:PORT is wanted, for instance 443=0.0.0.0:8443');
  return { port: parsePort(text.slice(0, at)), address: parseListenAddress(text.slice(at + 1)) };
}
