import { bucketValue, type Histogram } from './histogram';

/**
 * Counts by fixed upper bounds, ascending, in the histogram's unit; one more count for what lies above the last. A
 * bucket belongs to the bound its middle lies under, so a count is off only for values within 0.55 % of a bound.
 */
export function countByBounds(histogram: Histogram, bounds: readonly number[]): number[] {
  const counts = new Array<number>(bounds.length + 1).fill(0);
  counts[0] = histogram.zero;
  let at = 0;
  for (let i = 0; i < histogram.counts.length; i++) {
    const count = histogram.counts[i] ?? 0;
    if (count === 0) continue;
    const value = bucketValue(histogram.offset + i);
    while (at < bounds.length && value > (bounds[at] ?? 0)) at++;
    counts[at] = (counts[at] ?? 0) + count;
  }
  return counts;
}

/** The same, summed up: how many values are at most each bound, and at last all of them, as Prometheus wants it. */
export function countUpToBounds(histogram: Histogram, bounds: readonly number[]): number[] {
  let total = 0;
  return countByBounds(histogram, bounds).map((count) => {
    total += count;
    return total;
  });
}
