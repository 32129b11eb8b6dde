/**
 * What counts as slow beside a stable version: its own quantile, plus half the slow-down that matters. The bar follows
 * stable, out of a slow start or through the day: measured by an hour that is gone, nothing or everything would be slow.
 * Each second is held against a bar that was settled before it began, so whatever the bar is, an equal canary has no
 * more than its share of what lies above it, and the evidence keeps its meaning.
 */
import {
  createHistogram,
  type Histogram,
  histogramCount,
  mergeHistogram,
  quantile,
} from '../../metrics/histogram';
import { countAbove } from './count-above';
import type { LatencyGate } from './gate';

/** What a second is held against. */
export interface Bar {
  /** Microseconds; undefined where durations do not matter. */
  slowUs: number | undefined;
  /** Lower bars, microseconds: slowness shows sooner where more requests are. */
  lowerUs: readonly number[];
  /** Share of bad requests that is no reason by itself. */
  allowed: number;
  /** The smallest share of bad requests that must not go unnoticed. */
  smallestBad: number;
}

/** So many requests tell a quantile well enough; while there are more, older ones fade. */
const ENOUGH = 200;
/** Fewer say nothing; of the past no more count, so that the present soon outweighs it. */
const FEWEST = 50;
/** Parts of requests do not add up to whole ones. */
const ROUNDING = 1e-6;
const FADING_SECONDS = 30;
/** How much larger the parts of requests are over the lower bars, and how large they may be. */
const LARGER_TAILS = [2, 4];
/** How many lower bars there are. */
export const LOWER_BARS = LARGER_TAILS.length;
const LARGEST_TAIL = 0.5;
const SMALLEST_SHARE = 0.0005;

/** What the stable version did last, and the bar that follows from it. */
export class SlowBar {
  private readonly gate: LatencyGate;
  private readonly tolerance: number;
  private readonly negligiblePart: number;
  private readonly recent: Histogram = createHistogram();

  /** `before` holds stable's durations (microseconds) before the judgement began; `tolerance` are odds nobody minds. */
  constructor(gate: LatencyGate, before: Histogram, tolerance: number, negligiblePart: number) {
    this.gate = gate;
    this.tolerance = tolerance;
    this.negligiblePart = negligiblePart;
    mergeHistogram(this.recent, before);
    fade(this.recent, Math.min(1, FEWEST / histogramCount(before)));
  }

  /** The bar for the next second; undefined while stable has answered too few requests. */
  settle(): Bar | undefined {
    const total = histogramCount(this.recent);
    const atQuantile = quantile(this.recent, this.gate.quantile);
    if (atQuantile === undefined || total < FEWEST - ROUNDING) return undefined;
    const slowdown = this.gate.slowdown ?? 0;
    const slowUs = atQuantile * (1 + slowdown * this.negligiblePart);
    const normal = Math.max(SMALLEST_SHARE, countAbove(this.recent, slowUs) / total);
    // The share that would be slow if everything took `slowdown` longer.
    const shifted = countAbove(this.recent, slowUs / (1 + slowdown)) / total;
    return {
      slowUs,
      lowerUs: this.lowerBars(1 + slowdown * this.negligiblePart),
      allowed: normal * this.tolerance,
      smallestBad: Math.max(shifted, normal * 1.5),
    };
  }

  private lowerBars(factor: number): number[] {
    const tail = 1 - this.gate.quantile;
    return LARGER_TAILS.flatMap((larger) => {
      const below = quantile(this.recent, 1 - Math.min(LARGEST_TAIL, tail * larger));
      return below === undefined ? [] : [below * factor];
    });
  }

  /** A second of stable is over. */
  learn(latency: Histogram): void {
    if (histogramCount(this.recent) > ENOUGH) fade(this.recent, Math.exp(-1 / FADING_SECONDS));
    mergeHistogram(this.recent, latency);
  }
}

function fade(histogram: Histogram, keep: number): void {
  histogram.zero *= keep;
  for (let i = 0; i < histogram.counts.length; i++) histogram.counts[i] = (histogram.counts[i] ?? 0) * keep;
}
