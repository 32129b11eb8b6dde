/** Bounds of the wire between agent and console; both sides check them. */
export const INGEST_LIMITS = {
  /** Bytes of one WebSocket message. */
  messageBytes: 8 * 1024 * 1024,
  /** Rows of each kind in one batch. */
  batchPoints: 20_000,
  batchLogs: 5_000,
  batchSpans: 5_000,
  /** Series an agent may define on one connection. */
  seriesPerAgent: 20_000,
  /** Characters of one label value, one tag and one log field. */
  labelLength: 512,
  fieldLength: 4_096,
  /** Characters of one certificate in PEM. */
  certificateLength: 16_384,
  /** Characters of one request for a certificate, in base64. */
  certificateRequestLength: 4_096,
  tagsPerSpan: 64,
  /** Buckets of one histogram, encoded. */
  histogramLength: 2_600,
  /** Batches an agent may have sent and not yet seen acknowledged. */
  unackedBatches: 64,
} as const;

/** The version in `hello`; a console refuses others with `protocol_mismatch`. */
export const INGEST_PROTOCOL = 2;

/** The path of the agents' WebSocket. */
export const INGEST_PATH = '/ingest';
