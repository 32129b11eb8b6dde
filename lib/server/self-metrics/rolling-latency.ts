import {
  createHistogram,
  type Histogram,
  histogramCount,
  mergeHistogram,
  quantile,
  recordValue,
} from '../../mesh/metrics/histogram';

const SLICE_MS = 30_000;

/** Durations of the last 30 to 60 seconds. */
export class RollingLatency {
  private current = createHistogram();
  private previous = createHistogram();
  private sliceStartMs: number;
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
    this.sliceStartMs = now();
  }

  record(ms: number): void {
    this.turn();
    recordValue(this.current, ms * 1_000);
  }

  /** Milliseconds at quantile `q`, undefined when there were none. */
  quantileMs(q: number): number | undefined {
    this.turn();
    const all: Histogram = createHistogram();
    mergeHistogram(all, this.previous);
    mergeHistogram(all, this.current);
    if (histogramCount(all) === 0) return undefined;
    return (quantile(all, q) ?? 0) / 1_000;
  }

  private turn(): void {
    const age = this.now() - this.sliceStartMs;
    if (age < SLICE_MS) return;
    this.previous = age < 2 * SLICE_MS ? this.current : createHistogram();
    this.current = createHistogram();
    this.sliceStartMs = this.now();
  }
}
