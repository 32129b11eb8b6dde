import { createServer, type Server, type Socket } from 'node:net';
import { ServerConnection } from '../http2/server-connection';
import { type ConnectionSecurity, PLAIN_CONNECTION } from '../tls/connection-security';
import type { ConnectionGate } from './connection-gate';
import { DownstreamConnection } from './downstream-connection';
import type { ListenerConnection } from './listener-connection';
import type { ProxySide } from './proxy-side';

export interface ListenAddress {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

/** One listening socket and the client connections that came in by it. */
export class Listener {
  readonly #side: ProxySide;
  readonly #fixedAuthority: string | undefined;
  readonly #server: Server;
  readonly #connections = new Set<ListenerConnection>();
  readonly #gate: ConnectionGate | undefined;
  /** At the gate. */
  readonly #pending = new Set<Socket>();

  constructor(side: ProxySide, fixedAuthority: string | undefined, gate?: ConnectionGate) {
    this.#side = side;
    this.#gate = gate;
    this.#fixedAuthority = fixedAuthority;
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => this.#accept(socket));
  }

  /** Resolves with the address in use; rejects with the system's own error. */
  listen(address: ListenAddress): Promise<ListenAddress> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host: address.host, port: address.port, backlog: 1024 }, () => {
        this.#server.removeListener('error', reject);
        const bound = this.#server.address();
        const port = typeof bound === 'object' && bound !== null ? bound.port : address.port;
        resolve({ host: address.host, port });
      });
    });
  }

  /** A response is still on its way to a slow client. */
  get hasUnsentBytes(): boolean {
    for (const connection of this.#connections) if (connection.hasUnsentBytes) return true;
    return false;
  }

  sweep(nowMs: number): void {
    for (const connection of this.#connections) connection.sweep(nowMs);
  }

  /** What the gate takes has changed: connections it would refuse now end with their next response. */
  recheck(): void {
    const gate = this.#gate;
    if (gate === undefined) return;
    for (const connection of this.#connections) if (!gate.takes(connection.security)) connection.retire();
  }

  /** Accepts no more and lets idle clients go. */
  drain(): void {
    this.#server.close();
    for (const connection of this.#connections) connection.drain();
  }

  /** Cuts what is left. */
  close(): void {
    this.#server.close();
    for (const socket of this.#pending) socket.destroy();
    for (const connection of this.#connections) connection.cut();
  }

  #accept(socket: Socket): void {
    const { gauges, limits } = this.#side;
    if (this.#connections.size + this.#pending.size >= limits.downstreamConnections) {
      gauges.refusedConnections++;
      socket.destroy();
      return;
    }
    if (this.#gate === undefined) {
      this.#serve(socket, PLAIN_CONNECTION);
      return;
    }
    this.#pending.add(socket);
    socket.once('close', () => this.#pending.delete(socket));
    this.#gate.admit(
      socket,
      (open, security) => {
        this.#pending.delete(socket);
        this.#serve(open, security);
      },
      () => this.#pending.delete(socket),
    );
  }

  #serve(socket: Socket, security: ConnectionSecurity): void {
    const side = this.#side;
    const authority = this.#fixedAuthority;
    side.gauges.downstreamConnections++;
    const forget = (closed: ListenerConnection): void => {
      if (this.#connections.delete(closed)) side.gauges.downstreamConnections--;
    };
    // A connection is HTTP/1.1 until its first bytes say otherwise.
    const onHttp2 = (replaced: ListenerConnection): void => {
      this.#connections.delete(replaced);
      this.#connections.add(new ServerConnection(side, socket, security, authority, forget));
    };
    this.#connections.add(new DownstreamConnection(side, socket, security, authority, forget, onHttp2));
  }
}
