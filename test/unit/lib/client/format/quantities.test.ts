import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatByteRate, formatBytes } from '@/lib/client/format/format-bytes';
import { formatCount } from '@/lib/client/format/format-count';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import { printQuantity } from '@/lib/client/format/quantity';
import { threeDigits } from '@/lib/client/format/three-digits';

describe('threeDigits()', () => {
  it.each([
    [0, '0'],
    [42, '42'],
    [0.31, '0.31'],
    [0.004, '<0.01'],
    [1.234, '1.23'],
    [9.996, '10.0'],
    [12.04, '12.0'],
    [99.96, '100'],
    [402.4, '402'],
    [-3.5, '−3.50'],
    [Number.NaN, '–'],
  ])('prints %d as %s', (value, text) => {
    expect(threeDigits(value)).toBe(text);
  });

  it('shows at most three significant digits of anything below a thousand', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 999, noNaN: true }), (value) => {
        const digits = threeDigits(value).replace('.', '').replace(/^0+/, '');
        expect(digits.length).toBeLessThanOrEqual(3);
      }),
    );
  });

  it('is never further than half a percent from the number, or half a hundredth below one', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 999, noNaN: true }), (value) => {
        expect(Math.abs(Number(threeDigits(value)) - value)).toBeLessThanOrEqual(
          Math.max(0.005001, value * 0.00501),
        );
      }),
    );
  });
});

describe('unit families', () => {
  it.each([
    [formatRate(128.4), '128 rps'],
    [formatRate(999.7), '1.00 krps'],
    [formatRate(12_345), '12.3 krps'],
    [formatCount(1_234_567), '1.23 M'],
    [formatCount(7), '7'],
    [formatDuration(0), '0 ms'],
    [formatDuration(0.42), '420 µs'],
    [formatDuration(42), '42 ms'],
    [formatDuration(1_420), '1.42 s'],
    [formatDuration(90_000), '1.50 min'],
    [formatPercent(0.0031), '0.31 %'],
    [formatPercent(0.000001), '<0.01 %'],
    [formatPercent(0.99999), '>99.9 %'],
    [formatPercent(1), '100 %'],
    [formatBytes(1_500), '1.50 kB'],
    [formatByteRate(904_000), '904 kB/s'],
  ])('%o reads %s', (quantity, text) => {
    expect(printQuantity(quantity)).toBe(text);
  });

  it('never prints a thousand of a unit that has a larger one', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 9e8, noNaN: true }), (value) => {
        expect(Number(formatCount(value).value)).toBeLessThan(1_000);
      }),
    );
  });

  it('has no unit for what is not a number', () => {
    expect(printQuantity(formatByteRate(Number.NaN))).toBe('–');
  });
});
