/** How a client's connection is secured, from its handshake alone. */
export interface ConnectionSecurity {
  /** SPIFFE id of the client's verified certificate. */
  readonly peerPrincipal: string | undefined;
  /** Our own in that handshake. */
  readonly localPrincipal: string | undefined;
  /** Server name of the handshake; empty without one. */
  readonly serverName: string;
  readonly isTls: boolean;
}

export const PLAIN_CONNECTION: ConnectionSecurity = {
  peerPrincipal: undefined,
  localPrincipal: undefined,
  serverName: '',
  isTls: false,
};
