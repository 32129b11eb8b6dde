import type { Socket } from 'node:net';
import type { ListenerTls } from '../../lib/mesh/routing/route-table';
import type { ConnectionSecurity } from './connection-security';
import type { CredentialSource } from './credential';
import { GatewayServer } from './gateway-server';
import type { RefusalLog } from './refusal-log';

export interface TlsServersOptions {
  readonly credentials: () => CredentialSource;
  readonly refusals: RefusalLog;
  readonly handshakeMs: number;
}

/** What ends TLS as rules ask, with certificates of their own: one server for each settings, made when it is needed. */
export class TlsServers {
  readonly #options: TlsServersOptions;
  /** By the plan: a new configuration reads its credentials anew. */
  readonly #servers = new WeakMap<ListenerTls, GatewayServer>();

  constructor(options: TlsServersOptions) {
    this.#options = options;
  }

  /** Hands the connection on after its handshake, or resets it. */
  secure(
    socket: Socket,
    tls: ListenerTls,
    { remoteAddress, serverName }: { remoteAddress: string; serverName: string },
    onSecured: (socket: Socket, security: ConnectionSecurity) => void,
  ): void {
    const server = this.#serverOf(tls, remoteAddress);
    if (server === undefined) {
      socket.resetAndDestroy();
      return;
    }
    server.open(socket, remoteAddress, (secured, peerPrincipal) => {
      onSecured(secured, { peerPrincipal, localPrincipal: undefined, serverName, isTls: true });
    });
  }

  #serverOf(tls: ListenerTls, remoteAddress: string): GatewayServer | undefined {
    const known = this.#servers.get(tls);
    if (known !== undefined) return known;
    const { credentials, handshakeMs, refusals } = this.#options;
    try {
      const server = new GatewayServer(tls, credentials(), refusals, handshakeMs);
      this.#servers.set(tls, server);
      return server;
    } catch (error) {
      refusals.note('no-credential', remoteAddress, error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }
}
