import type { Socket } from 'node:net';
import type { PeerMode } from '../../lib/mesh/access/peer-authentication';
import { awaitFirstBytes } from '../tls/await-first-bytes';
import { type ConnectionSecurity, PLAIN_CONNECTION } from '../tls/connection-security';
import type { MutualTlsServer } from '../tls/mutual-tls-server';
import type { RefusalLog } from '../tls/refusal-log';
import type { ConnectionGate, OnOpen } from './connection-gate';

/** First byte of a TLS handshake record; no HTTP method and no other protocol we carry begins with it. */
const HANDSHAKE_RECORD = 0x16;

export interface InboundGateOptions {
  readonly server: MutualTlsServer;
  /** What this port takes now. */
  readonly mode: () => PeerMode;
  readonly refusals: RefusalLog;
  /** How long a client may say nothing before it is taken for one of plain text, or refused. */
  readonly firstByteMs: number;
}

/** Decides by a connection's first byte whether it is mutual TLS or plain text, and whether that may come in. */
export class InboundGate implements ConnectionGate {
  readonly #options: InboundGateOptions;

  constructor(options: InboundGateOptions) {
    this.#options = options;
  }

  /** Whether a connection that came in before would still come in. */
  takes(security: ConnectionSecurity): boolean {
    const mode = this.#options.mode();
    return mode === 'PERMISSIVE' || (mode === 'STRICT') === security.isTls;
  }

  admit(socket: Socket, onOpen: OnOpen): void {
    if (this.#options.mode() === 'DISABLE') onOpen(socket, PLAIN_CONNECTION);
    else
      awaitFirstBytes(socket, this.#options.firstByteMs, (chunk) => this.#open(socket, chunk?.[0], onOpen));
  }

  #open(socket: Socket, firstByte: number | undefined, onOpen: OnOpen): void {
    const { mode, refusals, server } = this.#options;
    const remoteAddress = socket.remoteAddress ?? 'unknown';
    if (firstByte === HANDSHAKE_RECORD) {
      server.secure(socket, remoteAddress, onOpen);
      return;
    }
    if (mode() !== 'STRICT') {
      onOpen(socket, PLAIN_CONNECTION);
      return;
    }
    refusals.note(firstByte === undefined ? 'handshake-timeout' : 'plain-text', remoteAddress);
    socket.resetAndDestroy();
  }
}
