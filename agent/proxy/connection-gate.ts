import type { Socket } from 'node:net';
import type { ConnectionSecurity } from '../tls/connection-security';

export type OnOpen = (socket: Socket, security: ConnectionSecurity) => void;

/** Decides what comes in by a listener, before its first request. */
export interface ConnectionGate {
  /** Whether a connection that came in before would still come in. */
  takes(security: ConnectionSecurity): boolean;
  /**
   * Hands the socket on, secured or plain, or refuses it. `onTaken`: it is not for HTTP, and somebody else has it from now on.
   */
  admit(socket: Socket, onOpen: OnOpen, onTaken: () => void): void;
}
