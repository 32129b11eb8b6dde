import type { TryFailure } from '../../lib/mesh/traffic/judge-retry';
import type { Cause } from './local-reply';

/** How a try failed, in the words of retry rules; undefined for what is no failure of a try. */
export function tryFailureOf(cause: Cause): TryFailure | undefined {
  switch (cause) {
    case 'connect-failed':
    case 'connect-timeout':
    case 'dns-failed':
      return 'connect-failure';
    case 'stream-refused':
      return 'refused-stream';
    case 'stream-reset':
    case 'upstream-reset':
    case 'upstream-protocol-error':
      return 'reset';
    case 'upstream-overflow':
      return 'overflow';
    case 'per-try-timeout':
      return 'per-try-timeout';
    default:
      return undefined;
  }
}

/** RFC 9110 9.2.2: doing it twice is doing it once. */
const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

export function isIdempotent(method: string): boolean {
  return IDEMPOTENT.has(method);
}
