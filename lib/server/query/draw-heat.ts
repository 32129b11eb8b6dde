import { countByBounds } from '../../mesh/metrics/count-by-bounds';
import type { CountedSeries } from '../../mesh/metrics/counted-series';
import { createHistogram } from '../../mesh/metrics/histogram';
import { mergeWeightedHistogram } from '../../mesh/metrics/merge-weighted';
import type { SignalsAnswer } from '../../protocol/api/signals';
import type { TrafficSteps } from './read-traffic';

type Heat = NonNullable<SignalsAnswer['heat']>;

/** About six bounds a decade from 0.1 ms to two minutes, milliseconds. */
const BOUNDS = [
  0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700,
  1_000, 1_500, 2_000, 3_000, 5_000, 7_000, 10_000, 15_000, 20_000, 30_000, 60_000, 120_000,
];

/** Requests by time and latency; only the bounds that hold something, and one more count for what lies above. */
export function drawHeat({ steps, stepsOf }: TrafficSteps, series: readonly CountedSeries[]): Heat {
  const histograms = Array.from({ length: steps.steps }, createHistogram);
  for (const row of series) {
    if (row.weight === 0) continue;
    for (const [index, point] of stepsOf(row).entries()) {
      const histogram = histograms[index];
      if (point !== undefined && histogram !== undefined) {
        mergeWeightedHistogram(histogram, point.latency, row.weight);
      }
    }
  }
  const bounds = BOUNDS.map((ms) => ms * 1_000);
  const rows = histograms.map((histogram) => countByBounds(histogram, bounds));
  const first = BOUNDS.findIndex((_, index) => rows.some((counts) => (counts[index] ?? 0) > 0));
  const last = BOUNDS.findLastIndex((_, index) => rows.some((counts) => (counts[index] ?? 0) > 0));
  if (first < 0) return { bounds: [], cells: [] };
  return {
    bounds: BOUNDS.slice(first, last + 1),
    cells: rows.map((counts, index) => ({
      t: steps.startMs + index * steps.stepMs,
      counts: [...counts.slice(first, last + 1), counts[BOUNDS.length] ?? 0].map((count) =>
        Math.round(count),
      ),
    })),
  };
}
