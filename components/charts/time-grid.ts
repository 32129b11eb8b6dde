/**
 * Every bucket start of a window; buckets without data must be gaps, not bridges. `anchorMs` is the start of any
 * bucket: the console need not align its buckets to the epoch.
 */
export function timeGrid(
  window: { from: number; to: number },
  stepSeconds: number,
  anchorMs = 0,
): readonly number[] {
  const stepMs = stepSeconds * 1000;
  const phase = anchorMs % stepMs;
  const times: number[] = [];
  for (let t = Math.floor((window.from - phase) / stepMs) * stepMs + phase; t < window.to; t += stepMs)
    times.push(t);
  return times;
}

/** Points by bucket start, laid on a grid; what is missing is null. */
export function layOnGrid<P extends { t: number }>(
  points: readonly P[],
  timesMs: readonly number[],
  pick: (point: P) => number | null,
): readonly (number | null)[] {
  const byTime = new Map(points.map((point) => [point.t, point]));
  return timesMs.map((t) => {
    const point = byTime.get(t);
    return point === undefined ? null : pick(point);
  });
}
