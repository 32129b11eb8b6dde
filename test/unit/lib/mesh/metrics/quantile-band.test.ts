import { describe, expect, it } from 'vitest';
import { createHistogram, recordValue } from '@/lib/mesh/metrics/histogram';
import { toMs } from '@/lib/mesh/metrics/latency-quantiles';
import { bandRanks, quantileBand } from '@/lib/mesh/metrics/quantile-band';

/** Numbers in 0..1 that are the same in every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** P(X <= k) for X of `n` trials, in whole numbers until the last step: the definition itself. */
function below(n: number, k: number, tenThousandths: number): number {
  const [yes, no] = [BigInt(tenThousandths), BigInt(10_000 - tenThousandths)];
  let choose = 1n;
  let sum = 0n;
  for (let i = 0; i <= k; i++) {
    sum += choose * yes ** BigInt(i) * no ** BigInt(n - i);
    choose = (choose * BigInt(n - i)) / BigInt(i + 1);
  }
  return Number((sum * 10n ** 15n) / 10_000n ** BigInt(n)) / 1e15;
}

describe('bandRanks()', () => {
  it('gives the ranks of the tables for a median', () => {
    expect(bandRanks(10, 0.5, 0.05)).toEqual({ low: 2, high: 9 });
    expect(bandRanks(100, 0.5, 0.05)).toEqual({ low: 40, high: 61 });
  });

  it.each([6, 20, 59, 60, 299, 368, 369, 1_000])(
    'takes the nearest ranks that keep the risk: %i',
    (count) => {
      for (const q of [5_000, 9_500, 9_900]) {
        const { low, high } = bandRanks(count, q / 10_000, 0.05);
        const miss = (rank: number) => below(count, rank - 1, q);
        if (low !== undefined) expect(miss(low)).toBeLessThanOrEqual(0.025);
        expect(miss((low ?? 0) + 1)).toBeGreaterThan(0.025);
        if (high !== undefined) expect(1 - miss(high)).toBeLessThanOrEqual(0.025);
        expect(1 - miss((high ?? count + 1) - 1)).toBeGreaterThan(0.025);
      }
    },
  );

  it('has no upper end where the last of all may well be below the quantile', () => {
    expect(bandRanks(100, 0.99, 0.05)).toEqual({ low: 97 });
    expect(bandRanks(0, 0.5, 0.05)).toEqual({});
    expect(bandRanks(5, 0.5, 0.05)).toEqual({});
  });

  it('narrows as the square root of millions', () => {
    const { low = 0, high = 0 } = bandRanks(4_000_000, 0.5, 0.05);
    expect(high - low).toBeGreaterThan(2 * 1.95 * 1_000);
    expect(high - low).toBeLessThan(2 * 1.97 * 1_000);
  });
});

describe('quantileBand()', () => {
  it('says the durations at those ranks, in milliseconds', () => {
    const histogram = createHistogram();
    for (let ms = 1; ms <= 100; ms++) recordValue(histogram, ms * 1_000);
    const { low, high } = quantileBand(histogram, 0.5);
    expect(Math.abs(low / 40 - 1)).toBeLessThan(0.006);
    expect(Math.abs((high ?? 0) / 61 - 1)).toBeLessThan(0.006);
    expect(quantileBand(histogram, 0.99).high).toBeNull();
    expect(quantileBand(createHistogram(), 0.5)).toEqual({ low: 0, high: null });
  });

  it('misses the true quantile in one of twenty at most', () => {
    const random = createRandom(7);
    const RUNS = 400;
    let missed = 0;
    for (let run = 0; run < RUNS; run++) {
      const histogram = createHistogram();
      for (let i = 0; i < 200; i++) recordValue(histogram, -20_000 * Math.log(1 - random()));
      const { low, high } = quantileBand(histogram, 0.95);
      const truth = toMs(-20_000 * Math.log(0.05));
      if (low > truth || (high !== null && high < truth)) missed += 1;
    }
    expect(missed / RUNS).toBeLessThan(0.06);
  });
});
