import type { Quantity } from './quantity';
import { threeDigits } from './three-digits';

/** A ratio between 0 and 1 as per cent; a tiny share never reads as zero, nor an almost full one as 100. */
export function formatPercent(ratio: number): Quantity {
  if (!Number.isFinite(ratio)) return { value: '–', unit: '' };
  if (ratio > 0.9995 && ratio < 1) return { value: '>99.9', unit: '%' };
  // 0.14 * 100 is 14.000000000000002, which would print as 14.0 beside a 16.
  return { value: threeDigits(Number((ratio * 100).toPrecision(12))), unit: '%' };
}
