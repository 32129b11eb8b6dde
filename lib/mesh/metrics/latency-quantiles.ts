import { type Histogram, quantiles } from './histogram';

/** Quantiles of request durations, milliseconds. */
export interface LatencyQuantiles {
  p50: number;
  p90: number;
  p95: number;
  p99: number;
}

/** The quantiles of a histogram of microseconds, in milliseconds; undefined when it is empty. */
export function latencyQuantiles(histogram: Histogram): LatencyQuantiles | undefined {
  return nameQuantiles(quantiles(histogram, LATENCY_QUANTILES));
}

/** The quantiles that are shown, ascending. */
export const LATENCY_QUANTILES: readonly number[] = [0.5, 0.9, 0.95, 0.99];

/** Microseconds at `LATENCY_QUANTILES` as milliseconds by name. */
export function nameQuantiles(values: readonly number[] | undefined): LatencyQuantiles | undefined {
  if (values === undefined) return undefined;
  const [p50 = 0, p90 = 0, p95 = 0, p99 = 0] = values;
  return { p50: toMs(p50), p90: toMs(p90), p95: toMs(p95), p99: toMs(p99) };
}

/** Microseconds as milliseconds with microsecond precision. */
export function toMs(us: number): number {
  return Math.round(us) / 1_000;
}
