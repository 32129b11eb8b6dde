/** The oldest bucket of one tier, undefined where it is empty. Times in epoch milliseconds. */
export interface TierStart {
  oldestMs: number | undefined;
  widthMs: number;
}

/**
 * Where history starts, by tiers from coarse to fine. A coarse bucket may begin long before the first record; a finer tier
 * that begins within it has not been cut there, and knows better.
 */
export function historyStart(tiers: readonly TierStart[]): number | undefined {
  let start: number | undefined;
  let endMs = Number.POSITIVE_INFINITY;
  for (const { oldestMs, widthMs } of tiers) {
    if (oldestMs === undefined || oldestMs >= endMs) continue;
    start = oldestMs;
    endMs = oldestMs + widthMs;
  }
  return start;
}
