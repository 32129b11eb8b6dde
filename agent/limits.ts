/** Bounds of the data path. Reaching one is answered or counted, never a crash. */
export interface ProxyLimits {
  /** Request and response head; beyond it 431 or 502. Envoy's default is 60 KiB. */
  readonly headBytes: number;
  readonly headerCount: number;
  readonly uriBytes: number;
  /** Request body; beyond it 413. */
  readonly bodyBytes: number;
  /** Kept of a request body for another try or a mirror; Envoy's buffer limit. What is longer is sent once. */
  readonly keptBodyBytes: number;
  readonly trailerBytes: number;
  readonly trailerCount: number;
  readonly chunkExtensionBytes: number;
  /** Open connections from clients, a listener; more are closed at once and counted. */
  readonly downstreamConnections: number;
  /** Clients an endpoint is told of by the PROXY protocol, each with connections of its own. */
  readonly toldClients: number;
  /** Kept idle, an endpoint. */
  readonly idleUpstreamConnections: number;
  /** From the first byte of a request's head to its last: 408 beyond it. */
  readonly headTimeoutMs: number;
  /** A client connection without a request. */
  readonly downstreamIdleMs: number;
  /** The same for a connection that should come back in another way. */
  readonly retireMs: number;
  /** Until a client's first byte; Envoy's listener_filters_timeout. */
  readonly firstByteMs: number;
  /** Of a TLS handshake, from its first byte on. */
  readonly handshakeMs: number;
  /** A pooled connection without a request; below it when the upstream's Keep-Alive says so. */
  readonly upstreamIdleMs: number;
  /** A request in flight without a byte in either direction: 408 or 504 (SI). */
  readonly streamIdleMs: number;
  readonly tunnelIdleMs: number;
  /** A mirrored request, where its route has no timeout. */
  readonly mirrorTimeoutMs: number;
  /**
   * A client that has sent FIN behind a whole request may be gone or may only have closed its sending side; TCP does
   * not tell. It keeps its request this long until the response starts, then counts as gone (DC).
   */
  readonly halfCloseGraceMs: number;
  /** How long after the response such a client is asked once more: its reset needs a round trip. */
  readonly probeMs: number;
  /** After a response that ends the connection, unread request bytes are thrown away this long before the close. */
  readonly lingerMs: number;
  /** How often a tunnel reports its bytes (Istio's tcp_reporting_duration). */
  readonly tunnelReportMs: number;
  /** Requests in flight get this long at shutdown. */
  readonly drainMs: number;
  /** Decoded peers remembered. */
  readonly peers: number;
  /** Open at once on a client's HTTP/2 connection; Envoy's advice for edges. */
  readonly http2Streams: number;
  /** What a stream may send before it is read; a connection four times that. */
  readonly http2WindowBytes: number;
  /** Parsed authorities, and passthrough targets with their pools. */
  readonly authorities: number;
}

export const DEFAULT_PROXY_LIMITS: ProxyLimits = {
  headBytes: 60 * 1024,
  headerCount: 100,
  uriBytes: 16 * 1024,
  bodyBytes: Number.POSITIVE_INFINITY,
  keptBodyBytes: 1024 * 1024,
  trailerBytes: 16 * 1024,
  trailerCount: 50,
  chunkExtensionBytes: 16 * 1024,
  downstreamConnections: 10_000,
  toldClients: 1_024,
  idleUpstreamConnections: 256,
  headTimeoutMs: 15_000,
  downstreamIdleMs: 3_600_000,
  retireMs: 5_000,
  firstByteMs: 15_000,
  handshakeMs: 10_000,
  upstreamIdleMs: 60_000,
  streamIdleMs: 300_000,
  tunnelIdleMs: 3_600_000,
  mirrorTimeoutMs: 15_000,
  halfCloseGraceMs: 1_000,
  probeMs: 20,
  lingerMs: 1_000,
  tunnelReportMs: 5_000,
  drainMs: 30_000,
  peers: 1_000,
  http2Streams: 100,
  http2WindowBytes: 256 * 1024,
  authorities: 1_000,
};

/** Bounds of what applications send through their agent to the console. */
export const RELAY_LIMITS = {
  /** One message; what the console takes at most. */
  bodyBytes: 16 * 1024 * 1024,
  /** Messages under way and kept; beyond it 429 with Retry-After. */
  heldBytes: 32 * 1024 * 1024,
  /** A message that waits longer is dropped and counted. */
  keptMs: 10 * 60_000,
  /** The first and the longest pause while the console does not take what is kept. */
  retryMs: [500, 15_000],
} as const;
