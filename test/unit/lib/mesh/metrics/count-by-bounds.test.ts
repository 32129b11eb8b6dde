import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countByBounds, countUpToBounds } from '@/lib/mesh/metrics/count-by-bounds';
import { createHistogram, histogramCount, recordValue } from '@/lib/mesh/metrics/histogram';
import { ISTIO_BUCKETS } from '@/lib/mesh/metrics/istio-buckets';

const bounds = ISTIO_BUCKETS.map((ms) => ms * 1_000);

describe('countByBounds()', () => {
  it('puts values under the bound they lie below', () => {
    const histogram = createHistogram();
    for (const us of [0, 300, 700, 3_000, 3_000, 9e12]) recordValue(histogram, us);
    const counts = countByBounds(histogram, bounds);
    expect(counts.slice(0, 4)).toEqual([2, 1, 2, 0]);
    expect(counts.at(-1)).toBe(1);
  });
});

describe('countUpToBounds()', () => {
  it('rises to the count of all values, as Prometheus wants it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e10 })), (values) => {
        const histogram = createHistogram();
        for (const one of values) recordValue(histogram, one);
        const counts = countUpToBounds(histogram, bounds);
        expect(counts).toEqual([...counts].sort((a, b) => a - b));
        expect(counts.at(-1)).toBe(histogramCount(histogram));
      }),
    );
  });
});
