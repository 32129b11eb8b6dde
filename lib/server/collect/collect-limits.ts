/** Bounds of asking agents for traces that nobody sampled. */
export const COLLECT_DESK_LIMITS = {
  /** Traces at once and a second: of what failed or a rule takes, of what is only slow, of what a person looks at. */
  failures: { maxTokens: 500, tokensPerFill: 10, fillIntervalMs: 100 },
  slow: { maxTokens: 20, tokensPerFill: 2, fillIntervalMs: 1_000 },
  asked: { maxTokens: 50, tokensPerFill: 10, fillIntervalMs: 1_000 },
  /** How long what was asked for is remembered, and said again to an agent that comes back. */
  rememberMs: 30_000,
  remembered: 20_000,
  /** How long wishes are gathered: spans that travel together share their words. Nobody waits for those of a page. */
  gatherMs: 1_000,
  askedGatherMs: 10,
  /** How long a page waits for the spans of a trace it asked for, and how often it looks. */
  waitMs: 2_000,
  lookMs: 250,
} as const;
