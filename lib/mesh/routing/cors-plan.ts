/** Browsers take no `*` for an answer to requests with credentials. */
export const REQUESTED = Symbol('requested');

/** What the CORS filter answers and adds, compiled. */
export interface CorsPlan {
  allowsOrigin(origin: string): boolean;
  /** Ready header values; empty ones are not sent, and `requested` answers with what the preflight asks for. */
  allowMethods: string | typeof REQUESTED;
  allowHeaders: string | typeof REQUESTED;
  exposeHeaders: string;
  /** Seconds; undefined is not sent. */
  maxAgeSeconds: number | undefined;
  allowCredentials: boolean;
  /** Whether preflights of other origins go to the service (FORWARD) or are answered without CORS headers (IGNORE). */
  forwardsUnmatchedPreflights: boolean;
}
