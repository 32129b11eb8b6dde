const HTTP = new Set(['http', 'http2', 'grpc', 'grpc-web', 'http_proxy', 'hbone', 'doublehbone']);
const TLS = new Set(['https', 'tls']);
const TCP = new Set(['tcp', 'https', 'tls', 'mongo', 'redis', 'mysql']);

/** Whether requests of a protocol are understood. */
export function isHttp(protocol: string | undefined): boolean {
  return HTTP.has((protocol ?? '').toLowerCase());
}

/** Whether a protocol is encrypted by the caller. */
export function isTls(protocol: string | undefined): boolean {
  return TLS.has((protocol ?? '').toLowerCase());
}

/** Whether only connections of a protocol are understood. */
export function isTcp(protocol: string | undefined): boolean {
  return TCP.has((protocol ?? '').toLowerCase());
}

/** What keeps a text from being a protocol; none at all means that the proxy finds out. */
export function protocolProblem(protocol: string | undefined): string | undefined {
  if (protocol === undefined || protocol === '') return undefined;
  const isKnown = isHttp(protocol) || isTcp(protocol) || protocol.toLowerCase() === 'udp';
  return isKnown
    ? undefined
    : `"${protocol}" is no protocol of the mesh; it knows HTTP, HTTP2, GRPC, GRPC-WEB, HTTPS, TLS, TCP, MONGO, REDIS, MYSQL, UDP and HTTP_PROXY`;
}
