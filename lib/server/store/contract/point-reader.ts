import type { ChangeLog } from '../../../mesh/metrics/kept-counts';
import type { Point } from '../../../mesh/metrics/point';

/** [fromMs, toMs), epoch milliseconds. */
export interface TimeWindow {
  fromMs: number;
  toMs: number;
}

/** What series gathered in one window. */
export interface PointTotals {
  /** The window that was read: the wanted one, widened to whole 10 s buckets and cut to what is retained. */
  window: TimeWindow;
  /** By series number; series without traffic are absent. Do not change the points: they may be shared. */
  points: ReadonlyMap<number, Point>;
  /** Of points that are kept up to date: what changed lately. */
  changes?: ChangeLog;
}

/** What series gathered step by step. */
export interface PointSteps {
  /** Start of the first step, a multiple of `stepMs`. */
  startMs: number;
  stepMs: number;
  steps: number;
  /** By series number, one entry a step; steps without traffic are undefined. Do not change the points. */
  points: ReadonlyMap<number, readonly (Point | undefined)[]>;
}

/** How many requests series counted step by step. */
export interface RequestSteps {
  /** Start of the first step, a multiple of `stepMs`. */
  startMs: number;
  stepMs: number;
  steps: number;
  /** By series number, one count a step; series without requests are absent. */
  requests: ReadonlyMap<number, Float64Array>;
}

/** Reads metric history of any age from the tier that fits; the last seconds, not rolled up yet, included. */
export interface PointReader {
  /** Sums over a window; without `series` all of them. */
  readTotals(window: TimeWindow, series?: readonly number[]): Promise<PointTotals>;
  /**
   * Sums a step. `stepMs` is rounded up to a width the tiers can answer (a multiple of 10 s for recent windows, of
   * 1 min, 10 min, 1 h for older ones); the answer names the step it used.
   */
  readSteps(window: TimeWindow, stepMs: number, series: readonly number[]): Promise<PointSteps>;
  /** Requests of all series, in steps as `readSteps` answers them: many times cheaper than whole points. */
  readRequests(window: TimeWindow, stepMs: number): Promise<RequestSteps>;
  /** Start of the oldest metric bucket that is retained, undefined while there is none. */
  oldestMs(): Promise<number | undefined>;
}
