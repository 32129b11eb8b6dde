import type { RetentionPolicy } from '../contract/store-maintenance';
import { STORE_LIMITS } from '../limits';

/** From when to when telemetry is taken, epoch milliseconds. */
export interface AcceptedRange {
  pointsFromMs: number;
  logsFromMs: number;
  spansFromMs: number;
  toMs: number;
}

/**
 * Points are taken while the 10 s tier surely holds their whole hour: coarser buckets are computed again from finer
 * ones, which must still be complete then.
 */
export function acceptedRange(policy: RetentionPolicy, nowMs: number): AcceptedRange {
  return {
    pointsFromMs: nowMs - policy.tierMs['10s'] / 2,
    logsFromMs: nowMs - policy.logsMs,
    spansFromMs: nowMs - policy.spansMs,
    toMs: nowMs + STORE_LIMITS.futureMs,
  };
}
