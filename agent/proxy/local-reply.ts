import type { HttpFault } from '../http1/http-fault';

/** Why the proxy answered by itself, or gave up an exchange. */
export type Cause =
  | HttpFault
  | 'route-not-found'
  | 'blocked'
  | 'no-healthy-upstream'
  | 'cluster-not-found'
  | 'connect-failed'
  | 'connect-timeout'
  | 'dns-failed'
  | 'upstream-reset'
  | 'stream-reset'
  | 'stream-refused'
  | 'upstream-protocol-error'
  | 'upstream-overflow'
  | 'response-timeout'
  | 'per-try-timeout'
  | 'duration-timeout'
  | 'request-idle'
  | 'response-idle'
  | 'header-timeout'
  | 'body-too-large'
  | 'upgrade-refused'
  | 'client-gone'
  | 'shutdown';

/** An answer in the upstream's place: for a cause, or one that a rule spells out. */
export type LocalAnswer = Cause | LocalReply;

/** What a cause means to the client and to the log, in Envoy's words (1.30 and later). */
export interface LocalReply {
  readonly code: number;
  readonly flags: string;
  readonly details: string;
  readonly body: string | Uint8Array;
  /** Envoy's name of the reset, for causes that come from the upstream. */
  readonly reset?: string;
  /** Whole header lines. */
  readonly headers?: string;
  /** The media type of the body where it is not plain text; empty for none. */
  readonly contentType?: string;
  /** What a gRPC client is told where the code alone does not say it. */
  readonly grpcStatus?: number;
}

const RESET = 'upstream connect error or disconnect/reset before headers. reset reason: ';

function reset(code: number, flags: string, reason: string, headers?: string): LocalReply {
  const details = `upstream_reset_before_response_started{${reason.replaceAll(' ', '_')}}`;
  const reply = { code, flags, details, body: RESET + reason, reset: reason };
  return headers === undefined ? reply : { ...reply, headers };
}

function refused(details: string, code = 400, body = 'Bad Request'): LocalReply {
  return { code, flags: 'DPE', details, body };
}

const INVALID = refused('http1.codec_error');
const INVALID_CHARACTERS = refused('http1.invalid_characters');
const INVALID_LENGTH = refused('http1.content_length_not_allowed');
const TOO_LARGE = 'Request Header Fields Too Large';

export const LOCAL_REPLIES: Readonly<Record<Cause, LocalReply>> = {
  'route-not-found': { code: 404, flags: 'NR', details: 'route_not_found', body: '' },
  blocked: { code: 502, flags: '-', details: 'direct_response', body: '' },
  'no-healthy-upstream': {
    code: 503,
    flags: 'UH',
    details: 'no_healthy_upstream',
    body: 'no healthy upstream',
  },
  'cluster-not-found': { code: 503, flags: 'NC', details: 'cluster_not_found', body: '' },
  'connect-failed': reset(503, 'UF', 'remote connection failure'),
  'connect-timeout': reset(503, 'UF', 'connection timeout'),
  'dns-failed': {
    code: 503,
    flags: 'DF',
    details: 'dns_resolution_failure',
    body: 'DNS resolution failure',
  },
  'upstream-reset': reset(503, 'UC', 'connection termination'),
  'stream-reset': reset(503, 'UR', 'remote reset'),
  'stream-refused': reset(503, 'UR', 'remote refused stream reset'),
  'upstream-protocol-error': reset(502, 'UPE', 'protocol error'),
  'upstream-overflow': reset(503, 'UO', 'overflow', 'x-envoy-overloaded: true\r\n'),
  'response-timeout': {
    code: 504,
    flags: 'UT',
    details: 'response_timeout',
    body: 'upstream request timeout',
  },
  'per-try-timeout': {
    code: 504,
    flags: 'UT',
    details: 'upstream_per_try_timeout',
    body: 'upstream request timeout',
  },
  'duration-timeout': {
    code: 408,
    flags: '-',
    details: 'max_duration_timeout',
    body: 'downstream duration timeout',
    grpcStatus: 4,
  },
  'request-idle': { code: 408, flags: 'SI', details: 'stream_idle_timeout', body: 'stream timeout' },
  'response-idle': { code: 504, flags: 'SI', details: 'stream_idle_timeout', body: 'stream timeout' },
  'header-timeout': {
    code: 408,
    flags: '-',
    details: 'request_header_timeout',
    body: 'request header timeout',
  },
  'body-too-large': {
    code: 413,
    flags: '-',
    details: 'request_payload_too_large',
    body: 'Payload Too Large',
  },
  'upgrade-refused': { code: 403, flags: '-', details: 'upgrade_failed', body: '' },
  shutdown: { code: 0, flags: 'LR', details: 'downstream_local_disconnect', body: '' },
  'client-gone': { code: 0, flags: 'DC', details: 'downstream_remote_disconnect', body: '' },

  'bad-method': INVALID,
  'bad-target': refused('http1.invalid_url'),
  'bad-version': INVALID,
  'bad-status-line': INVALID,
  'bad-header-name': INVALID_CHARACTERS,
  'bad-header-value': INVALID_CHARACTERS,
  'space-before-colon': INVALID_CHARACTERS,
  'obs-fold': INVALID,
  'bare-lf': INVALID,
  'bare-cr': INVALID,
  'head-too-large': refused('http1.headers_too_large', 431, TOO_LARGE),
  'too-many-headers': refused('http1.too_many_headers', 431, TOO_LARGE),
  'uri-too-long': refused('http1.invalid_url', 414, 'URI Too Long'),
  'missing-host': refused('missing_host_header', 400, ''),
  'several-hosts': INVALID,
  'bad-host': INVALID,
  'bad-content-length': INVALID_LENGTH,
  'several-content-lengths': INVALID_LENGTH,
  'length-and-chunked': refused('http1.content_length_and_chunked_not_allowed'),
  'bad-transfer-encoding': refused('http1.invalid_transfer_encoding'),
  'transfer-encoding-in-http10': refused('http1.transfer_encoding_not_allowed'),
  'bad-chunk': INVALID,
  'bad-trailer': INVALID,
};

/** The details when the response had started: Envoy names the same reset with another prefix. */
export function detailsAfterStart(cause: Cause): string {
  const reply = LOCAL_REPLIES[cause];
  if (reply.reset === undefined) return reply.details;
  return `upstream_reset_after_response_started{${reply.reset.replaceAll(' ', '_')}}`;
}

/** The details of a failed connection carry the transport's reason: `{remote_connection_failure|...}`. */
export function detailsWithReason(cause: Cause, reason: string | undefined): string {
  const { details } = LOCAL_REPLIES[cause];
  if (reason === undefined || !details.endsWith('}')) return details;
  return `${details.slice(0, -1)}|${reason.replaceAll(' ', '_')}}`;
}

/** The body a client reads, saying whether other tries went before; why the transport failed is for the log alone. */
export function bodyWithRetries(cause: Cause, retried: boolean): string {
  const { body, reset: resetReason } = LOCAL_REPLIES[cause];
  const text = typeof body === 'string' ? body : '';
  if (resetReason === undefined) return text;
  return retried ? text.replace('reset reason', 'retried and the latest reset reason') : text;
}

/** A request that is none leaves its connection in a state nobody knows. */
export function mustCloseAfter({ flags }: LocalReply): boolean {
  return flags === 'DPE';
}

/** What a cause means here and now: the transport's reason, and whether other tries went before. */
export function explainCause(cause: Cause, reason: string | undefined, retried: boolean): LocalReply {
  const reply = LOCAL_REPLIES[cause];
  if (reply.reset === undefined && reason === undefined) return reply;
  return {
    ...reply,
    details: detailsWithReason(cause, reason),
    body: bodyWithRetries(cause, retried),
  };
}
