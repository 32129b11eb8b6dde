/** Bounds of telemetry in the agent: everything that can grow has one, and reaching it is counted. */
export const TELEMETRY_LIMITS = {
  /** Label sets of one agent; requests beyond are counted in one overflow series a reporter and code. */
  series: 10_000,
  /** Label sets with tags of Telemetry resources, for Prometheus alone. */
  taggedTotals: 2_000,
  /** A series that was quiet this long may make room for a new one. */
  idleSeriesMs: 15 * 60_000,
  /** Log lines, spans and dictionary characters that cut a batch before its time. */
  batchLogs: 1_000,
  batchSpans: 1_000,
  batchCharacters: 512 * 1024,
  /** Finished seconds of series that cut a batch before its time. */
  batchPoints: 10_000,
  /** Durations one series gathers before they are folded into a point. */
  pendingLatencies: 4_096,
  /** Telemetry waiting for the console, and spilled to a file. */
  bufferBytes: 16 * 1024 * 1024,
  spillBytes: 256 * 1024 * 1024,
  /** Bytes a socket may hold unsent before the uplink waits. */
  socketBytes: 4 * 1024 * 1024,
  /** Lines waiting for the access-log file, bytes. */
  logFileBytes: 4 * 1024 * 1024,
} as const;
