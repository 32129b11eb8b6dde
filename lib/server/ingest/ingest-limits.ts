/** Bounds of the console's side of `/ingest`. */
export const INGEST_SERVER_LIMITS = {
  /** Time for the first message of a connection. */
  helloMs: 10_000,
  /** An agent that answers no ping for two intervals is cut off. */
  pingMs: 15_000,
  /** Bytes of messages that are received and not committed, all agents together; beyond it nobody is read. */
  pendingBytes: 32 * 1024 * 1024,
  /** Messages of one connection that wait for their turn before its socket is paused. */
  queuedMessages: 4,
  /** Rows of one agent that are handed to the store at once when its batches have piled up. */
  rowsPerWave: 50_000,
  /** Pauses between attempts while the database is away. */
  firstRetryMs: 100,
  lastRetryMs: 2_000,
  /** Agents connected at once. */
  connections: 10_000,
  /** Bytes an agent leaves unread before configuration waits for it. */
  unreadBytes: 4 * 1024 * 1024,
} as const;
