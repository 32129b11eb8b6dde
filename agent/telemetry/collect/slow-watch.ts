import { bucketIndex, bucketValue, MAX_INDEX } from '../../../lib/mesh/metrics/histogram';
import { COLLECTING_LIMITS } from './collecting-limits';

/** Eight buckets an octave: a threshold may be 9 % too high. */
const FINE_PER_BUCKET = 8;
const BUCKETS = Math.floor(MAX_INDEX / FINE_PER_BUCKET) + 1;
const SLOWEST_SHARE = 0.01;
const JUDGE_EVERY = 256;

interface Operation {
  now: Uint32Array;
  before: Uint32Array;
  seen: number;
  sinceMs: number;
  thresholdUs: number;
}

/**
 * Knows the p99 of each operation over the last one to two windows, and so which request is slow for what it is. It
 * says nothing before it has seen enough, and nothing about operations beyond its bound.
 */
export class SlowWatch {
  private readonly operations = new Map<string, Operation>();

  /** Counts a request and tells whether it took longer than 99 of 100 of its operation. */
  isSlow(operation: string, durationUs: number, nowMs: number): boolean {
    const known = this.operations.get(operation) ?? this.open(operation, nowMs);
    if (known === undefined) return false;
    if (nowMs - known.sinceMs >= COLLECTING_LIMITS.slowWindowMs) turn(known, nowMs);
    const bucket = Math.floor(bucketIndex(durationUs) / FINE_PER_BUCKET);
    known.now[bucket] = (known.now[bucket] ?? 0) + 1;
    if (++known.seen % JUDGE_EVERY === 0) known.thresholdUs = findThreshold(known);
    return durationUs > known.thresholdUs;
  }

  private open(operation: string, nowMs: number): Operation | undefined {
    if (this.operations.size >= COLLECTING_LIMITS.operations) return undefined;
    const fresh: Operation = {
      now: new Uint32Array(BUCKETS),
      before: new Uint32Array(BUCKETS),
      seen: 0,
      sinceMs: nowMs,
      thresholdUs: Number.POSITIVE_INFINITY,
    };
    this.operations.set(operation, fresh);
    return fresh;
  }
}

function turn(operation: Operation, nowMs: number): void {
  const { now, before } = operation;
  before.fill(0);
  operation.now = before;
  operation.before = now;
  operation.sinceMs = nowMs;
}

/** The upper bound of the bucket with the p99. */
function findThreshold({ now, before }: Operation): number {
  let total = 0;
  for (let i = 0; i < BUCKETS; i++) total += (now[i] ?? 0) + (before[i] ?? 0);
  let slower = 0;
  for (let i = BUCKETS - 1; i >= 0; i--) {
    slower += (now[i] ?? 0) + (before[i] ?? 0);
    if (slower > total * SLOWEST_SHARE) return bucketValue((i + 1) * FINE_PER_BUCKET);
  }
  return Number.POSITIVE_INFINITY;
}
