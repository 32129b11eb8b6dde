import type { Cause } from './local-reply';
import type { RetryPolicy } from './routing-table';

const BASE_MS = 25;
const LONGEST_MS = 10 * BASE_MS;

/** Istio's default retryOn as HTTP/1.1 knows it: the request never reached the upstream. */
const RETRIABLE: ReadonlySet<Cause> = new Set<Cause>(['connect-failed', 'connect-timeout', 'dns-failed']);

/** Whether the policy would try again after this cause, whatever it has left. */
export function isRetriable(cause: Cause): boolean {
  return RETRIABLE.has(cause);
}

/** Whether one more try is left after `attempts` tries. */
export function hasRetryLeft(policy: RetryPolicy, attempts: number): boolean {
  return attempts <= policy.attempts;
}

/** Envoy's fully jittered exponential back-off before try `attempts + 1`; `fraction` is in [0, 1). */
export function backoffMs(attempts: number, fraction: number): number {
  return fraction * Math.min((2 ** attempts - 1) * BASE_MS, LONGEST_MS);
}

/** RFC 9110 9.2.2: doing it twice is doing it once. */
const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

export function isIdempotent(method: string): boolean {
  return IDEMPOTENT.has(method);
}
