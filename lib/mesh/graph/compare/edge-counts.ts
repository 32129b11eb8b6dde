import { createHistogram, type Histogram, mergeHistogram } from '../../metrics/histogram';
import type { Point } from '../../metrics/point';
import { amountOf, type EdgeSum } from '../edge-sum';
import type { EdgeProtocol } from '../graph';

/** What one edge counted in a window: enough to say how sure a difference is. */
export interface EdgeCounts {
  id: string;
  source: string;
  target: string;
  protocol: EdgeProtocol;
  /** Requests, or bytes for tcp. */
  amount: number;
  /** Failed requests. */
  errors: number;
  /** Durations of requests, in microseconds. */
  latency: Histogram;
}

/** The counts of a window's edges, by id; keeps nothing of the sums. */
export function countEdges(edges: Iterable<EdgeSum>): Map<string, EdgeCounts> {
  const counts = new Map<string, EdgeCounts>();
  for (const sum of edges) {
    if (amountOf(sum) === 0) continue;
    counts.set(sum.id, {
      id: sum.id,
      source: sum.source.id,
      target: sum.target.id,
      protocol: sum.protocol,
      amount: amountOf(sum),
      errors: sum.errors,
      latency: addLatencies(sum),
    });
  }
  return counts;
}

function addLatencies({ series }: EdgeSum): Histogram {
  const total = createHistogram();
  for (const { point, weight } of series) mergeHistogram(total, weigh(point.latency, weight));
  return total;
}

function weigh(latency: Point['latency'], weight: number): Histogram {
  if (weight === 1) return latency;
  return {
    zero: latency.zero * weight,
    offset: latency.offset,
    counts: latency.counts.map((count) => count * weight),
  };
}
