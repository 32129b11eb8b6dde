import type { Socket } from 'node:net';
import type { PeerMode } from '../../lib/mesh/access/peer-authentication';
import { type ConnectionSecurity, PLAIN_CONNECTION } from '../tls/connection-security';
import type { MutualTlsServer } from '../tls/mutual-tls-server';
import type { RefusalLog } from '../tls/refusal-log';

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

type OnOpen = (socket: Socket, security: ConnectionSecurity) => void;

/** Decides by a connection's first byte whether it is mutual TLS or plain text, and whether that may come in. */
export class InboundGate {
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
    else this.#awaitFirstByte(socket, onOpen);
  }

  #awaitFirstByte(socket: Socket, onOpen: OnOpen): void {
    const { firstByteMs } = this.#options;
    const timer = setTimeout(() => {
      stop();
      this.#open(socket, undefined, onOpen);
    }, firstByteMs);
    const onReadable = (): void => {
      const chunk: Buffer | null = socket.read();
      if (chunk === null) return;
      stop();
      socket.unshift(chunk);
      this.#open(socket, chunk[0], onOpen);
    };
    const onEnd = (): void => {
      stop();
      socket.destroy();
    };
    const stop = (): void => {
      clearTimeout(timer);
      socket.removeListener('readable', onReadable);
      socket.removeListener('end', onEnd);
      socket.removeListener('close', stop);
    };
    socket.on('readable', onReadable);
    socket.on('end', onEnd);
    socket.on('close', stop);
    socket.on('error', () => undefined);
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
