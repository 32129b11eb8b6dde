/** What makes a try worth repeating, by Envoy's names of `x-envoy-retry-on` and `x-envoy-retry-grpc-on`. */
export type RetryCondition =
  | '5xx'
  | 'gateway-error'
  | 'reset'
  | 'reset-before-request'
  | 'connect-failure'
  | 'envoy-ratelimited'
  | 'retriable-4xx'
  | 'refused-stream'
  | 'retriable-status-codes'
  | 'retriable-headers'
  | 'http3-post-connect-failure'
  | 'cancelled'
  | 'deadline-exceeded'
  | 'internal'
  | 'resource-exhausted'
  | 'unavailable';

/** When and how a failed try is repeated. */
export interface RetryPlan {
  /** Tries after the first, at least 1. */
  attempts: number;
  /** Undefined: only the route's timeout bounds a try. */
  perTryTimeoutMs: number | undefined;
  conditions: ReadonlySet<RetryCondition>;
  /** Status codes that count for `retriable-status-codes`. */
  statusCodes: ReadonlySet<number>;
  /** Whether later tries may leave the caller's locality. */
  toRemoteLocalities: boolean;
  /** Whether a later try prefers an endpoint that was not tried yet; undefined: unless one is chosen by a hash. */
  avoidsPreviousHosts: boolean | undefined;
  /** Wait before try n + 1 is random in [0, min((2^n - 1) * base, max)). */
  backoffBaseMs: number;
  backoffMaxMs: number;
}
