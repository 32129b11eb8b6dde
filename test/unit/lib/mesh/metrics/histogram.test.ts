import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHistogram, encodeHistogram } from '@/lib/mesh/metrics/encode-histogram';
import {
  createHistogram,
  type Histogram,
  histogramCount,
  mergeHistogram,
  quantile,
  recordValue,
} from '@/lib/mesh/metrics/histogram';
import { HistogramScratch } from '@/lib/mesh/metrics/histogram-scratch';

const value = fc.double({ min: 1, max: 1e9, noNaN: true });
const values = fc.array(value, { maxLength: 60 });

function histogramOf(recorded: readonly number[]): Histogram {
  const histogram = createHistogram();
  for (const one of recorded) recordValue(histogram, one);
  return histogram;
}

function merged(...histograms: Histogram[]): Histogram {
  const sum = createHistogram();
  for (const histogram of histograms) mergeHistogram(sum, histogram);
  return sum;
}

const shape = (histogram: Histogram): unknown => encodeHistogram(histogram);

describe('mergeHistogram()', () => {
  it('gives what recording everything in one histogram gives, in any order and grouping', () => {
    fc.assert(
      fc.property(values, values, values, (a, b, c) => {
        const whole = shape(histogramOf([...a, ...b, ...c]));
        const [x, y, z] = [histogramOf(a), histogramOf(b), histogramOf(c)];
        expect(shape(merged(x, y, z))).toEqual(whole);
        expect(shape(merged(z, x, y))).toEqual(whole);
        expect(shape(merged(x, merged(y, z)))).toEqual(whole);
      }),
    );
  });

  it('leaves its source alone, also when the target was empty', () => {
    const source = histogramOf([5, 7]);
    const before = shape(source);
    const target = merged(source);
    recordValue(target, 5);
    expect(shape(source)).toEqual(before);
  });
});

describe('quantile()', () => {
  it('is within 0.55 % of the value of that rank, and monotone', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 80 }), (recorded) => {
        const histogram = histogramOf(recorded);
        const sorted = [...recorded].sort((a, b) => a - b);
        let last = 0;
        for (const q of [0, 0.25, 0.5, 0.9, 0.99, 1]) {
          const truth = sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1] ?? 0;
          const read = quantile(histogram, q) ?? 0;
          expect(Math.abs(read - truth) / truth).toBeLessThan(0.0055);
          expect(read).toBeGreaterThanOrEqual(last);
          last = read;
        }
      }),
    );
  });

  it('knows nothing of an empty histogram', () => {
    expect(quantile(createHistogram(), 0.5)).toBeUndefined();
  });
});

describe('decodeHistogram()', () => {
  it('gives back what was encoded', () => {
    fc.assert(
      fc.property(values, (recorded) => {
        const histogram = histogramOf([0, ...recorded]);
        const decoded = decodeHistogram(encodeHistogram(histogram));
        expect(decoded).toEqual(histogram);
        expect(histogramCount(decoded)).toBe(recorded.length + 1);
      }),
    );
  });
});

describe('HistogramScratch', () => {
  it('gives the quantiles of the merged histograms, and starts anew each time', () => {
    const scratch = new HistogramScratch();
    const outer = new HistogramScratch();
    fc.assert(
      fc.property(values, values, (a, b) => {
        const whole = histogramOf([...a, ...b]);
        const expected =
          a.length + b.length === 0 ? undefined : [quantile(whole, 0.5), quantile(whole, 0.99)];
        scratch.add(histogramOf(a), 1);
        scratch.add(histogramOf(b), 1);
        outer.addScratch(scratch);
        expect(scratch.takeQuantiles([0.5, 0.99])).toEqual(expected);
        expect(outer.takeQuantiles([0.5, 0.99])).toEqual(expected);
        expect(scratch.takeQuantiles([0.5])).toBeUndefined();
      }),
    );
  });

  it('adds the copy of a sum as it adds what the sum was made of', () => {
    const scratch = new HistogramScratch();
    const whole = new HistogramScratch();
    const byCopies = new HistogramScratch();
    fc.assert(
      fc.property(fc.array(fc.tuple(values, values), { maxLength: 4 }), (groups) => {
        for (const group of groups) {
          for (const one of group) {
            scratch.add(histogramOf(one), 0.5);
            whole.add(histogramOf(one), 0.5);
          }
          byCopies.addSum(scratch.copy());
          scratch.takeQuantiles([0.5]);
        }
        expect(byCopies.copy()).toEqual(whole.copy());
        expect(byCopies.takeQuantiles([0.5, 0.99])).toEqual(whole.takeQuantiles([0.5, 0.99]));
      }),
    );
  });
});
