/** Bounds of the console's side of `/live`. */
export const LIVE_SERVER_LIMITS = {
  /** How often documents are looked at. */
  tickMs: 250,
  /** A document may take at most this share of the time: one that costs 50 ms to compute is computed once a second. */
  busyShare: 0.05,
  /** The age dot needs a message at least this often. */
  heartbeatMs: 2_000,
  /** A browser that answers no ping for two intervals is cut off. */
  pingMs: 15_000,
  browsers: 1_000,
  /** Distinct documents that are computed. */
  documents: 2_000,
  /** Messages of one browser within a second. */
  messagesPerSecond: 100,
  /** A signed-in browser's session is looked at again this often. */
  sessionMs: 60_000,
} as const;
