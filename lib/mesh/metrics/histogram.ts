/**
 * An exponential histogram with base 2^(1/64): bucket i holds values in (BASE^i, BASE^(i+1)], so a value read back
 * as the geometric middle of its bucket is at most 0.55 % off. Counts of two histograms add, in any order, which is
 * why agents, the hot window, the rollups and the browser can all merge them without losing truth (the same scheme as
 * OpenTelemetry's exponential histogram at scale 6). The unit is the caller's; Meshscope records microseconds.
 */
export interface Histogram {
  /** Values <= 0. */
  zero: number;
  /** Index of the first bucket in `counts`. */
  offset: number;
  /** Dense counts from `offset` upwards; empty when nothing above zero was recorded. */
  counts: number[];
}

const BUCKETS_PER_OCTAVE = 64;
const INVERSE_LN_BASE = BUCKETS_PER_OCTAVE / Math.LN2;
/** The last bucket; bounds the memory of a histogram: 2^40 microseconds is twelve days. */
export const MAX_INDEX = BUCKETS_PER_OCTAVE * 40;

/** A histogram that holds nothing. */
export function createHistogram(): Histogram {
  return { zero: 0, offset: 0, counts: [] };
}

/** The bucket that holds `value` (> 0); values below 1 share bucket 0 and values beyond 2^40 the last one. */
export function bucketIndex(value: number): number {
  if (value <= 1) return 0;
  const index = Math.ceil(Math.log(value) * INVERSE_LN_BASE) - 1;
  return index < 0 ? 0 : index > MAX_INDEX ? MAX_INDEX : index;
}

const BUCKET_VALUES = Float64Array.from(
  { length: MAX_INDEX + 1 },
  (_, index) => 2 ** ((index + 0.5) / BUCKETS_PER_OCTAVE),
);

/** The geometric middle of bucket `index`. */
export function bucketValue(index: number): number {
  return BUCKET_VALUES[index] ?? 2 ** ((index + 0.5) / BUCKETS_PER_OCTAVE);
}

/** Adds `count` observations of `value` to `histogram` in place. */
export function recordValue(histogram: Histogram, value: number, count = 1): void {
  if (!(value > 0)) {
    histogram.zero += count;
    return;
  }
  addToBucket(histogram, bucketIndex(value), count);
}

/** Adds every observation of `source` to `target` in place: commutative and associative over results. */
export function mergeHistogram(target: Histogram, source: Histogram): void {
  target.zero += source.zero;
  const { counts } = source;
  if (counts.length === 0) return;
  if (target.counts.length === 0) {
    target.offset = source.offset;
    target.counts = counts.slice();
    return;
  }
  cover(target, source.offset, source.offset + counts.length - 1);
  const sums = target.counts;
  const shift = source.offset - target.offset;
  for (let i = 0; i < counts.length; i++) sums[i + shift] = (sums[i + shift] ?? 0) + (counts[i] ?? 0);
}

/** The number of observations. */
export function histogramCount(histogram: Histogram): number {
  let total = histogram.zero;
  for (const count of histogram.counts) total += count;
  return total;
}

/** The value at quantile `q` in [0, 1], within 0.55 %; undefined when nothing was recorded. Monotone in `q`. */
export function quantile(histogram: Histogram, q: number): number | undefined {
  return quantiles(histogram, [q])?.[0];
}

/** The values at several quantiles, ascending, in one walk; undefined when nothing was recorded. */
export function quantiles(histogram: Histogram, ascending: readonly number[]): number[] | undefined {
  const total = histogramCount(histogram);
  if (total === 0) return undefined;
  return valuesAtRanks(
    histogram,
    ascending.map((q) => Math.max(1, Math.ceil(Math.min(1, Math.max(0, q)) * total))),
  );
}

/** The observations at several ranks, ascending and counted from 1, in one walk. */
export function valuesAtRanks(histogram: Histogram, ascending: readonly number[]): number[] {
  const { counts, offset } = histogram;
  let seen = histogram.zero;
  let next = 0;
  return ascending.map((rank) => {
    while (seen < rank && next < counts.length) seen += counts[next++] ?? 0;
    return next === 0 ? 0 : bucketValue(offset + next - 1);
  });
}

/** A deep copy. */
export function copyHistogram(histogram: Histogram): Histogram {
  return { zero: histogram.zero, offset: histogram.offset, counts: histogram.counts.slice() };
}

/** Adds `count` observations to bucket `index` in place; a negative count takes back what was added before. */
export function addToBucket(histogram: Histogram, index: number, count: number): void {
  cover(histogram, index, index);
  const at = index - histogram.offset;
  histogram.counts[at] = (histogram.counts[at] ?? 0) + count;
}

function cover(histogram: Histogram, first: number, last: number): void {
  if (histogram.counts.length === 0) histogram.offset = first;
  const below = histogram.offset - first;
  if (below > 0) {
    histogram.counts = new Array<number>(below).fill(0).concat(histogram.counts);
    histogram.offset = first;
  }
  for (let i = histogram.offset + histogram.counts.length; i <= last; i++) histogram.counts.push(0);
}
