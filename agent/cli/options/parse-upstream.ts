import type { ListenAddress } from '../../proxy/listener';
import { parseListenAddress } from './parse-values';

/** `reviews:9080=127.0.0.1:9001`: a service, and the address where the app may call it. */
export function parseUpstream(text: string): { authority: string; listen: ListenAddress } {
  const [authority, listen, ...rest] = text.split('=');
  if (!authority || !listen || rest.length > 0) {
    throw new Error('write SERVICE:PORT=ADDRESS:PORT, for instance reviews:9080=127.0.0.1:9001');
  }
  return { authority: authority.toLowerCase(), listen: parseListenAddress(listen) };
}
