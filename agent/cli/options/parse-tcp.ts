import type { ListenAddress } from '../../proxy/listener';
import { type HostAndPort, splitAuthority } from '../../proxy/split-authority';
import { parseListenAddress } from './parse-values';

/** `5432=db.shop:5432`: a port of this machine for the app, and the service of TCP behind it. */
export function parseTcp(text: string): { listen: ListenAddress; to: HostAndPort } {
  const [listen, service, ...rest] = text.split('=');
  const to = service === undefined || !/:\d+$/.test(service) ? undefined : splitAuthority(service, 0);
  if (!listen || to === undefined || rest.length > 0) {
    throw new Error('write LOCALPORT=SERVICE:PORT, for instance 5432=db.shop:5432');
  }
  return { listen: parseListenAddress(listen), to };
}
