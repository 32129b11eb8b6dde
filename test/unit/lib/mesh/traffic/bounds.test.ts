import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConnectionLimits } from '@/lib/mesh/routing/effective-traffic-policy';
import { chooseByWeight } from '@/lib/mesh/traffic/choose-by-weight';
import {
  createBreakerCounts,
  mayConnect,
  mayRetry,
  maySend,
  mayWait,
} from '@/lib/mesh/traffic/circuit-breaker';
import { fallsInto } from '@/lib/mesh/traffic/sample-percent';
import { createTokenBucket, takeToken } from '@/lib/mesh/traffic/token-bucket';
import { isAnyWarming, warmupFactor } from '@/lib/mesh/traffic/warmup-weight';

const LIMITS = {
  maxConnections: 2,
  maxPendingRequests: 1,
  maxRequests: 3,
  maxRetries: 1,
} as ConnectionLimits;

describe('circuit breaker', () => {
  it('opens when a count reaches its bound', () => {
    const counts = createBreakerCounts();
    expect([mayWait(LIMITS, counts), maySend(LIMITS, counts), mayConnect(LIMITS, counts, 0)]).toEqual([
      true,
      true,
      true,
    ]);
    const full = { connections: 2, pendingRequests: 1, requests: 3, retries: 1 };
    expect([mayWait(LIMITS, full), maySend(LIMITS, full), mayConnect(LIMITS, full, 1)]).toEqual([
      false,
      false,
      false,
    ]);
    expect(mayRetry(LIMITS, undefined, full)).toBe(false);
  });

  it('always lets an endpoint have one connection', () => {
    expect(mayConnect(LIMITS, { ...createBreakerCounts(), connections: 99 }, 0)).toBe(true);
  });

  it('a retry budget follows what is under way and has a floor', () => {
    const budget = { percent: 20, minConcurrency: 3 };
    const at = (requests: number, retries: number) =>
      mayRetry(LIMITS, budget, { ...createBreakerCounts(), requests, retries });
    expect([at(1, 2), at(1, 3), at(100, 19), at(100, 20)]).toEqual([true, false, true, false]);
  });
});

describe('takeToken()', () => {
  it('gives what the bucket holds, then a fill at a time', () => {
    const plan = { maxTokens: 2, tokensPerFill: 1, fillIntervalMs: 100 };
    const bucket = createTokenBucket(plan, 0);
    const takes = [0, 0, 0, 99, 100, 101, 500, 500, 500].map((nowMs) => takeToken(plan, bucket, nowMs));
    expect(takes).toEqual([true, true, false, false, true, false, true, true, false]);
  });

  it('law: never more than the bucket and its fills', () => {
    const step = fc.integer({ min: 0, max: 50 });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), fc.integer({ min: 1, max: 10 }), (steps, size) => {
        const plan = { maxTokens: size, tokensPerFill: 2, fillIntervalMs: 30 };
        const bucket = createTokenBucket(plan, 0);
        let nowMs = 0;
        const taken = steps.filter((wait) => {
          nowMs += wait;
          return takeToken(plan, bucket, nowMs);
        }).length;
        expect(taken).toBeLessThanOrEqual(size + 2 * Math.floor(nowMs / 30));
      }),
    );
  });
});

describe('fallsInto()', () => {
  it('takes all at 100, none at 0, and a share in between down to a millionth', () => {
    expect([0, 0.5, 0.999999999].map((draw) => fallsInto(100, draw))).toEqual([true, true, true]);
    expect(fallsInto(0, 0)).toBe(false);
    expect([0.099999, 0.1].map((draw) => fallsInto(10, draw))).toEqual([true, false]);
    expect([0.0000009, 0.000001].map((draw) => fallsInto(0.0001, draw))).toEqual([true, false]);
  });
});

describe('chooseByWeight()', () => {
  it('law: a weight of 0 is never chosen, and shares follow the weights', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (list, draw) => {
        const items = list.map((weight) => ({ weight }));
        const total = list.reduce((sum, weight) => sum + weight, 0);
        const chosen = chooseByWeight(items, total, draw);
        if (total === 0) expect(chosen).toBeUndefined();
        else expect(chosen?.weight).toBeGreaterThan(0);
      }),
    );
  });
});

describe('warm-up', () => {
  const warmup = { durationMs: 1000, minimumPercent: 10, aggression: 1 };

  it('warmupFactor() grows from the minimum to 1, faster with more aggression', () => {
    expect([0, 100, 500, 1000, 5000].map((age) => warmupFactor(warmup, age))).toEqual([0.1, 0.1, 0.5, 1, 1]);
    expect(warmupFactor({ ...warmup, aggression: 2 }, 250)).toBe(0.5);
  });

  it('isAnyWarming() ends with the last host', () => {
    expect(isAnyWarming(warmup, [0, 500], 1400)).toBe(true);
    expect(isAnyWarming(warmup, [0, 500], 1500)).toBe(false);
    expect(isAnyWarming(undefined, [0], 0)).toBe(false);
  });
});
