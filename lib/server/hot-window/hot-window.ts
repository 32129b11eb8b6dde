import type { PointSteps, PointTotals, TimeWindow } from '../store/contract/point-reader';
import type { PointSample } from '../store/contract/telemetry-sink';

/**
 * The last minutes of all metrics in memory at 1 s, read synchronously. It answers in the shapes of the store's
 * `PointReader`, so a verb asks it for what `coverage` holds and the store for the rest. Series numbers are those of
 * `SeriesDirectory`. What a read returns is shared and valid until the caller yields to the event loop.
 */
export interface HotWindow {
  /** Adds what an accepted batch holds; samples too old or too far ahead are left to the store. */
  add(samples: readonly PointSample[]): void;
  /** What can be answered from memory: at most 15 minutes, less while it fills or when its bound of bytes is reached. */
  coverage(): TimeWindow;
  /**
   * Whether a window can be answered whole, and soon enough to hold up nobody: sums over very many samples are the
   * store's, except for the windows that are kept summed up.
   */
  answers(window: TimeWindow, series?: readonly number[]): boolean;
  /** End of the newest second that holds data, undefined while there is none. */
  newestMs(): number | undefined;
  /** Grows with every `add` that changed something. */
  version(): number;
  /** Sums over a window, widened to whole seconds and cut to `coverage`; without `series` all of them. */
  readTotals(window: TimeWindow, series?: readonly number[]): PointTotals;
  /** Sums a step; `stepMs` is rounded up to whole seconds. */
  readSteps(window: TimeWindow, stepMs: number, series: readonly number[]): PointSteps;
  /** End of the newest second in which a series gathered something since the start, also when that left the window. */
  lastSeenMs(series: number): number | undefined;
}
