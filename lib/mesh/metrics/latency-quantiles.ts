import { type Histogram, histogramCount, quantile } from './histogram';

/** Quantiles of request durations, milliseconds. */
export interface LatencyQuantiles {
  p50: number;
  p90: number;
  p95: number;
  p99: number;
}

/** The quantiles of a histogram of microseconds, in milliseconds; undefined when it is empty. */
export function latencyQuantiles(histogram: Histogram): LatencyQuantiles | undefined {
  if (histogramCount(histogram) <= 0) return undefined;
  const [p50, p90, p95, p99] = [0.5, 0.9, 0.95, 0.99].map((q) => toMs(quantile(histogram, q) ?? 0));
  return { p50: p50 ?? 0, p90: p90 ?? 0, p95: p95 ?? 0, p99: p99 ?? 0 };
}

/** Microseconds as milliseconds with microsecond precision. */
export function toMs(us: number): number {
  return Math.round(us) / 1_000;
}
