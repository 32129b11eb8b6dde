/** Bounds of the console's HTTP server. */
export const HTTP_LIMITS = {
  headerBytes: 16 * 1024,
  headersMs: 15_000,
  requestMs: 60_000,
  keepAliveMs: 65_000,
  connections: 20_000,
  /** Bytes of a request's body. */
  bodyBytes: 1024 * 1024,
  /** Answers from this size on are compressed. */
  gzipFromBytes: 1_400,
} as const;
