/** The headers the proxy itself reads, by number; 0 is every other one. */
export const HEADER_NAMES = [
  '',
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'upgrade',
  'http2-settings',
  'expect',
  'user-agent',
  'content-type',
  'server',
  'date',
  'grpc-status',
  'grpc-timeout',
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-request-id',
  'traceparent',
  'tracestate',
  'b3',
  'x-b3-traceid',
  'x-b3-spanid',
  'x-b3-parentspanid',
  'x-b3-sampled',
  'x-b3-flags',
  'x-envoy-peer-metadata',
  'x-envoy-peer-metadata-id',
  'x-envoy-decorator-operation',
  'x-envoy-attempt-count',
  'x-envoy-upstream-service-time',
  'x-envoy-ratelimited',
  'x-envoy-retry-on',
  'x-envoy-retry-grpc-on',
  'x-envoy-max-retries',
  'x-envoy-retriable-status-codes',
  'x-envoy-upstream-rq-timeout-ms',
  'x-envoy-upstream-rq-per-try-timeout-ms',
  'x-envoy-expected-rq-timeout-ms',
  'x-envoy-original-path',
  'origin',
  'access-control-request-method',
] as const;

export type HeaderName = Exclude<(typeof HEADER_NAMES)[number], ''>;

const idOf = (name: HeaderName): number => HEADER_NAMES.indexOf(name);

/** Named numbers for the hot path: `Header.host` is a constant, no map is asked. */
export const Header = {
  other: 0,
  host: idOf('host'),
  contentLength: idOf('content-length'),
  transferEncoding: idOf('transfer-encoding'),
  connection: idOf('connection'),
  keepAlive: idOf('keep-alive'),
  proxyConnection: idOf('proxy-connection'),
  proxyAuthenticate: idOf('proxy-authenticate'),
  proxyAuthorization: idOf('proxy-authorization'),
  te: idOf('te'),
  trailer: idOf('trailer'),
  upgrade: idOf('upgrade'),
  http2Settings: idOf('http2-settings'),
  expect: idOf('expect'),
  userAgent: idOf('user-agent'),
  contentType: idOf('content-type'),
  server: idOf('server'),
  date: idOf('date'),
  grpcStatus: idOf('grpc-status'),
  grpcTimeout: idOf('grpc-timeout'),
  forwardedFor: idOf('x-forwarded-for'),
  forwardedProto: idOf('x-forwarded-proto'),
  requestId: idOf('x-request-id'),
  traceparent: idOf('traceparent'),
  tracestate: idOf('tracestate'),
  b3: idOf('b3'),
  b3TraceId: idOf('x-b3-traceid'),
  b3SpanId: idOf('x-b3-spanid'),
  b3ParentSpanId: idOf('x-b3-parentspanid'),
  b3Sampled: idOf('x-b3-sampled'),
  b3Flags: idOf('x-b3-flags'),
  peerMetadata: idOf('x-envoy-peer-metadata'),
  peerMetadataId: idOf('x-envoy-peer-metadata-id'),
  decoratorOperation: idOf('x-envoy-decorator-operation'),
  attemptCount: idOf('x-envoy-attempt-count'),
  upstreamServiceTime: idOf('x-envoy-upstream-service-time'),
  rateLimited: idOf('x-envoy-ratelimited'),
  retryOn: idOf('x-envoy-retry-on'),
  retryGrpcOn: idOf('x-envoy-retry-grpc-on'),
  maxRetries: idOf('x-envoy-max-retries'),
  retriableStatusCodes: idOf('x-envoy-retriable-status-codes'),
  requestTimeoutMs: idOf('x-envoy-upstream-rq-timeout-ms'),
  perTryTimeoutMs: idOf('x-envoy-upstream-rq-per-try-timeout-ms'),
  expectedTimeoutMs: idOf('x-envoy-expected-rq-timeout-ms'),
  originalPath: idOf('x-envoy-original-path'),
  origin: idOf('origin'),
  accessControlRequestMethod: idOf('access-control-request-method'),
} as const;

const LONGEST = Math.max(...HEADER_NAMES.map((name) => name.length));
/** Ids by length of the name: most headers are told apart by length and first character alone. */
const IDS_BY_LENGTH: readonly (readonly number[])[] = Array.from({ length: LONGEST + 1 }, (_, length) =>
  HEADER_NAMES.flatMap((name, id) => (id > 0 && name.length === length ? [id] : [])),
);

/** The id of the name at [start, end) of `text`, whatever its case. */
export function findHeaderId(text: string, start: number, end: number): number {
  const length = end - start;
  if (length > LONGEST) return Header.other;
  const ids = IDS_BY_LENGTH[length];
  if (ids === undefined) return Header.other;
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] as number;
    if (equalsLowerCase(text, start, end, HEADER_NAMES[id] as string)) return id;
  }
  return Header.other;
}

/** Whether [start, end) of `text`, lower-cased, is `lower`, which has the same length and is a lower-case token. */
export function equalsLowerCase(text: string, start: number, end: number, lower: string): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    const folded = code >= 0x41 && code <= 0x5a ? code | 0x20 : code;
    if (folded !== lower.charCodeAt(i - start)) return false;
  }
  return true;
}
