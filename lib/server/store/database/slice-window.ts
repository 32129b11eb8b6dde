import type { TimeWindow } from '../contract/point-reader';

/** The newest slice is this share of the window, and never shorter than it takes to ask. */
const FIRST_SHARE = 1 / 360;
const LEAST_MS = 30_000;
const GROWTH = 3;
const MOST_SHARE = 1 / 12;

/**
 * A window in slices, newest first: what is frequent is found in the first, small one, and what is rare shows how far the
 * search has come.
 */
export function* sliceWindow({ fromMs, toMs }: TimeWindow): Generator<TimeWindow> {
  const length = toMs - fromMs;
  const most = Math.max(LEAST_MS, Math.ceil(length * MOST_SHARE));
  let width = Math.max(LEAST_MS, Math.ceil(length * FIRST_SHARE));
  for (let endMs = toMs; endMs > fromMs; ) {
    const startMs = Math.max(fromMs, Math.floor(endMs - width));
    yield { fromMs: startMs, toMs: endMs };
    endMs = startMs;
    width = Math.min(most, width * GROWTH);
  }
}
