import { bucketValue, createHistogram, type Histogram, histogramCount, quantile } from '../metrics/histogram';
import { mergeWeightedHistogram } from '../metrics/merge-weighted';
import type { Call } from './call';
import type { Course } from './course';
import { type BadSpan, findBadSpan } from './find-bad-span';

/** Requests count as slow beyond this many times the usual p90, and this many microseconds above it. */
const SLOW_FACTOR = 1.5;
const SLOW_MARGIN_US = 4_000;
const MIN_RISE = 0.05;
const MIN_P95_RATIO = 1.6;

/** A span of slow requests. */
export interface SlowSpan extends BadSpan {
  course: Course;
  /** Requests above this are slow, microseconds. */
  limitUs: number;
  /** What requests took before or beside it, and in it: milliseconds. */
  usual: { mean: number; p95: number };
  slow: { mean: number; p95: number };
}

/**
 * Slowness as a share, so that one scan finds both kinds of trouble: a request is slow when it takes clearly longer
 * than nine out of ten did in the calmer steps of the same course.
 */
export function findSlowSpan(calls: readonly Call[], steps: number): SlowSpan | undefined {
  const timed = calls.filter(({ isError }) => !isError);
  const histograms = Array.from({ length: steps }, (_, index) => sumLatency(timed, index, index + 1));
  const usualP90 = calmP90(histograms);
  if (usualP90 === undefined) return undefined;
  const limit = Math.max(usualP90 * SLOW_FACTOR, usualP90 + SLOW_MARGIN_US);
  const course: Course = {
    requests: Float64Array.from(histograms, histogramCount),
    bad: Float64Array.from(histograms, (histogram) => countAbove(histogram, limit)),
  };
  const span = findBadSpan(course, MIN_RISE);
  // What was slow at first and is not any more got better: there is nothing before it to compare with.
  if (span === undefined || span.from === 0) return undefined;
  const inside = describe(merge(histograms.slice(span.from, span.to)));
  const beside = merge([...histograms.slice(0, span.from), ...histograms.slice(span.to)]);
  const usual = describe(beside);
  if (inside === undefined || usual === undefined || inside.p95 < usual.p95 * MIN_P95_RATIO) return undefined;
  return { ...span, course, limitUs: limit, usual, slow: inside };
}

/** Mean milliseconds of all requests in [from, to), 0 without any. */
export function meanDurationMs(calls: readonly Call[], from: number, to: number): number {
  let durationUs = 0;
  let requests = 0;
  for (const { row } of calls) {
    for (let i = from; i < to; i++) {
      durationUs += (row.points[i]?.durationUs ?? 0) * row.weight;
      requests += (row.points[i]?.requests ?? 0) * row.weight;
    }
  }
  return requests === 0 ? 0 : durationUs / requests / 1_000;
}

/** The merged latency of calls in [from, to), microseconds. */
export function sumLatency(calls: readonly Call[], from: number, to: number): Histogram {
  const total = createHistogram();
  for (const { row } of calls) {
    if (row.weight === 0) continue;
    for (let i = from; i < to; i++) {
      const point = row.points[i];
      if (point !== undefined) mergeWeightedHistogram(total, point.latency, row.weight);
    }
  }
  return total;
}

/** The lower quartile of the steps' own p90. */
function calmP90(histograms: readonly Histogram[]): number | undefined {
  const p90s = histograms
    .flatMap((histogram) => (histogramCount(histogram) < 3 ? [] : (quantile(histogram, 0.9) ?? [])))
    .sort((a, b) => a - b);
  return p90s[Math.floor(p90s.length * 0.25)];
}

/** Observations above a limit, microseconds. */
export function countAbove(histogram: Histogram, limitUs: number): number {
  let above = 0;
  for (const [index, count] of histogram.counts.entries()) {
    if (bucketValue(histogram.offset + index) > limitUs) above += count;
  }
  return above;
}

function merge(histograms: readonly Histogram[]): Histogram {
  const total = createHistogram();
  for (const histogram of histograms) mergeWeightedHistogram(total, histogram, 1);
  return total;
}

function describe(histogram: Histogram): { mean: number; p95: number } | undefined {
  const count = histogramCount(histogram);
  const p95 = quantile(histogram, 0.95);
  if (count === 0 || p95 === undefined) return undefined;
  let sum = 0;
  for (const [index, n] of histogram.counts.entries()) {
    sum += bucketValue(histogram.offset + index) * n;
  }
  return { mean: sum / count / 1_000, p95: p95 / 1_000 };
}
