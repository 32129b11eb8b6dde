/** Bounds of what applications send. */
export const SPAN_INTAKE_LIMITS = {
  /** Bytes of one request, as it came and unpacked. */
  packedBytes: 16 * 1024 * 1024,
  unpackedBytes: 32 * 1024 * 1024,
  /** Unpacked bytes of requests that are not answered yet; beyond it senders are told to wait. */
  pendingBytes: 64 * 1024 * 1024,
  /** What `Retry-After` says. */
  retrySeconds: 1,
  /** Spans handed to the store at once. */
  batchSpans: 5_000,
} as const;
