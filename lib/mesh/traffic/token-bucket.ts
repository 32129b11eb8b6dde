/** Envoy's local rate limit: up to `maxTokens`, `tokensPerFill` more every `fillIntervalMs`. */
export interface TokenBucketPlan {
  readonly maxTokens: number;
  readonly tokensPerFill: number;
  readonly fillIntervalMs: number;
}

/** The state of one bucket. */
export interface TokenBucket {
  tokens: number;
  filledAtMs: number;
}

/** A full bucket. */
export function createTokenBucket(plan: TokenBucketPlan, nowMs: number): TokenBucket {
  return { tokens: plan.maxTokens, filledAtMs: nowMs };
}

/** Takes one token. False: there is none. Tokens come in whole fills, never between them. */
export function takeToken(plan: TokenBucketPlan, bucket: TokenBucket, nowMs: number): boolean {
  const fills = Math.floor((nowMs - bucket.filledAtMs) / plan.fillIntervalMs);
  if (fills > 0) {
    bucket.tokens = Math.min(plan.maxTokens, bucket.tokens + fills * plan.tokensPerFill);
    bucket.filledAtMs += fills * plan.fillIntervalMs;
  }
  if (bucket.tokens < 1) return false;
  bucket.tokens--;
  return true;
}
