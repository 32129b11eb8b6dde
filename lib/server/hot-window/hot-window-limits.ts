/** Bounds of what the console keeps in memory of metrics and logs. */
export const HOT_WINDOW_LIMITS = {
  /** How far back the window reaches: a quarter of an hour, also when it ends with data that is some seconds old. */
  seconds: 910,
  /** Seconds an agent's clock may run ahead before its samples wait for the store. */
  aheadSeconds: 60,
  /** Bytes of encoded samples; the oldest go first. A sample of a quiet series takes about 40. */
  bytes: 192 * 1024 * 1024,
  /** Bytes of one slab, the unit that is dropped; larger than the largest sample. */
  slabBytes: 256 * 1024,
  /** Windows of "the last N seconds" that are always kept summed up: what live screens ask for. */
  pinnedSeconds: [10, 60, 300],
  /** Further ones that are kept while they are asked for. */
  runningTotals: 4,
  /** Samples that a read may go through; each takes about half a microsecond. */
  samplesPerRead: 150_000,
  /** Access-log lines for the live tail. */
  logLines: 2_000,
} as const;
