/** Bounds of the store; reaching one is counted or answered with a clear error. */
export const STORE_LIMITS = {
  /** Label sets; a new one beyond is `overloaded`. */
  series: 250_000,
  /** Rows that wait for a flush; a batch beyond is `overloaded`. */
  queuedRows: 200_000,
  /** Rows of one flush. */
  flushRows: 20_000,
  /** Milliseconds batches gather before they are committed together. */
  flushIntervalMs: 100,
  /** How far ahead of the console's clock telemetry may be. */
  futureMs: 10 * 60_000,
  /** Spans of one trace a reader gets. */
  traceSpans: 20_000,
  /** Rows of one page. */
  pageRows: 1_000,
  /** Buckets of one log histogram. */
  logBuckets: 2_000,
  /** Steps of one series in `readSteps`. */
  pointSteps: 5_000,
  /** Bytes of rolled-up frames kept in memory for graphs. */
  frameCacheBytes: 96 * 1024 * 1024,
  /** Connections: telemetry and maintenance, readers and records. */
  writeConnections: 3,
  readConnections: 5,
  /** Milliseconds a read may take. */
  readTimeoutMs: 30_000,
} as const;
