import type { Cause } from './local-reply';

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Connection refused',
  ECONNRESET: 'Connection reset by peer',
  EHOSTUNREACH: 'No route to host',
  ENETUNREACH: 'Network is unreachable',
  ETIMEDOUT: 'Connection timed out',
  EADDRNOTAVAIL: 'Cannot assign requested address',
  EMFILE: 'Too many open files',
};

export interface ConnectFailure {
  readonly cause: Cause;
  /** Envoy's transport failure reason. */
  readonly reason: string | undefined;
}

export const CONNECT_TIMEOUT: ConnectFailure = { cause: 'connect-timeout', reason: undefined };

export const OVERFLOW: ConnectFailure = { cause: 'upstream-overflow', reason: undefined };

/** Names why a connection could not be made. */
export function describeConnectFailure(error: NodeJS.ErrnoException): ConnectFailure {
  if (error.syscall === 'getaddrinfo') return { cause: 'dns-failed', reason: error.code };
  // Several addresses tried: the last failure speaks for all.
  const last = error instanceof AggregateError ? (error.errors.at(-1) as NodeJS.ErrnoException) : error;
  const code = last.code ?? 'unknown';
  return { cause: 'connect-failed', reason: `delayed connect error: ${REASONS[code] ?? code}` };
}

/** Names why a connection could not be secured, in the form of Envoy's transport failure reasons. */
export function describeTlsFailure(error: NodeJS.ErrnoException): ConnectFailure {
  if (error.code === 'ECONNRESET')
    return { cause: 'connect-failed', reason: 'TLS_error: connection reset in handshake' };
  const code = error.code ?? 'unknown';
  const isVerification = !code.startsWith('ERR_SSL') && !code.startsWith('E');
  const name =
    isVerification || code === 'ERR_TLS_SAN_MISMATCH' ? `CERTIFICATE_VERIFY_FAILED: ${code}` : code;
  return { cause: 'connect-failed', reason: `TLS_error: ${name}` };
}
