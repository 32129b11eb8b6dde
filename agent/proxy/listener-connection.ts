import type { ConnectionSecurity } from '../tls/connection-security';

/** A client connection, as its listener looks after it. */
export interface ListenerConnection {
  readonly security: ConnectionSecurity;
  /** A response is still on its way to a slow client. */
  readonly hasUnsentBytes: boolean;
  sweep(nowMs: number): void;
  /** Ends with the next response, or soon when there is none. */
  retire(): void;
  /** Shutdown: an idle connection goes at once, a busy one with its response. */
  drain(): void;
  /** The time to end by itself is over. */
  cut(): void;
}
