import type { ClientTls } from '../config/kinds/destination-rule';
import type { PeerMode } from './peer-authentication';

/** How a client reaches an endpoint: `origination` is TLS by the DestinationRule's own certificates. */
export type ClientTlsChoice = 'plain' | 'mutual' | 'origination';

/** What decides a client's TLS besides its DestinationRule. */
export interface ClientTlsFacts {
  /** The mesh's `enableAutoMtls`. */
  readonly autoMtls: boolean;
  /** The endpoint's own proxy speaks mutual TLS. */
  readonly hasSidecar: boolean;
  /** What the endpoint's port takes, from its PeerAuthentication. */
  readonly serverMode: PeerMode;
}

/**
 * What a client's proxy does: its DestinationRule's `tls.mode` where there is one, whatever the server takes; else
 * mutual TLS towards proxies that take it.
 */
export function chooseClientTls(
  tls: Pick<ClientTls, 'mode'> | undefined,
  facts: ClientTlsFacts,
): ClientTlsChoice {
  if (tls !== undefined) {
    if (tls.mode === 'ISTIO_MUTUAL') return 'mutual';
    return tls.mode === 'SIMPLE' || tls.mode === 'MUTUAL' ? 'origination' : 'plain';
  }
  return facts.autoMtls && facts.hasSidecar && facts.serverMode !== 'DISABLE' ? 'mutual' : 'plain';
}
