/** Bounds of collecting traces after the fact. */
export const COLLECTING_LIMITS = {
  /** How long a span stays at hand. */
  keepMs: 60_000,
  ringBytes: 16 * 1024 * 1024,
  /** How long spans of a wanted trace that end later are still sent, and how many traces may be wanted. */
  wantedMs: 30_000,
  wanted: 10_000,
  /** Alerts waiting for the console. */
  alerts: 1_000,
  alertIntervalMs: 200,
  /** Alerts at once and a second, for failures and rules, and for what is only slow. */
  alertBucket: { maxTokens: 300, tokensPerFill: 10, fillIntervalMs: 100 },
  slowBucket: { maxTokens: 10, tokensPerFill: 1, fillIntervalMs: 1_000 },
  /** Operations whose p99 is followed, and over how long. */
  operations: 500,
  slowWindowMs: 60_000,
} as const;
