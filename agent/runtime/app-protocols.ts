import type { PortProtocol } from '../../lib/mesh/registry/service';
import type { ServiceProtocol } from '../../lib/mesh/routing/routed-service';
import { mayBeHttp } from '../../lib/mesh/routing/services/port-protocol';

/** What the proxy speaks to the app; of TCP it speaks nothing. */
export const APP_PROTOCOLS = { http: 'http1', grpc: 'http2', tcp: 'http1', auto: 'client' } as const;

/** What a Sidecar says of a port in the words of an agent's own. */
export function portProtocol(protocol: ServiceProtocol | undefined): PortProtocol | undefined {
  if (protocol === undefined || protocol === 'http' || protocol === 'auto') return protocol;
  return mayBeHttp(protocol) ? 'grpc' : 'tcp';
}
