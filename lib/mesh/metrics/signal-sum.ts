import type { CountedSeries } from './counted-series';
import { latencyQuantiles, toMs } from './latency-quantiles';
import { mergeWeightedPoint } from './merge-weighted';
import { createPoint, type Point } from './point';

/** What a group of series gathered, and how many of its requests failed. */
export interface SignalSum {
  point: Point;
  errors: number;
}

/** Nothing. */
export function createSignalSum(): SignalSum {
  return { point: createPoint(), errors: 0 };
}

/** Adds what counts of a point of a series, in place. */
export function addSignal(
  sum: SignalSum,
  point: Point,
  { facts, weight }: Pick<CountedSeries, 'facts' | 'weight'>,
): void {
  mergeWeightedPoint(sum.point, point, weight);
  if (facts.isError) sum.errors += point.requests * weight;
}

/** Latency of a point's requests, milliseconds; null without requests. */
export interface SignalLatency {
  p50: number | null;
  p90: number | null;
  p95: number | null;
  p99: number | null;
  mean: number | null;
}

/** Quantiles and mean of a point. */
export function signalLatency({ latency, durationUs, requests }: Point): SignalLatency {
  const { p50 = null, p90 = null, p95 = null, p99 = null } = latencyQuantiles(latency) ?? {};
  return { p50, p90, p95, p99, mean: requests > 0 ? toMs(durationUs / requests) : null };
}

/** A count with its rounding errors from weights taken away. */
export function wholeCount(count: number): number {
  return Math.round(count);
}
