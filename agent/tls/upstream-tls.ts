import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';

/** What is spoken on a connection, as its handshake announces it. */
export type UpstreamProtocol = 'http1' | 'http2' | 'tcp';

/** How connections to one endpoint are secured. */
export interface UpstreamTls {
  /** Endpoint and everything that makes a connection differ: the key of its pool. */
  readonly poolKey: string;
  /** SPIFFE id that the endpoint proved in its handshakes; undefined outside the mesh. */
  peerPrincipal(): string | undefined;
  /** Our own, where we prove one. */
  localPrincipal(): string | undefined;
  /**
   * Begins the handshake on a connected socket; `secureConnect` tells of its end, `error` of its failure. Throws when
   * there is nothing to prove ourselves with.
   */
  secure(socket: Socket, protocol?: UpstreamProtocol): TLSSocket;
}
