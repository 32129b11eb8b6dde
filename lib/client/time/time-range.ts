/** What the reader looks at: a window that ends now and moves, or a fixed one. */
export type TimeRange =
  | { kind: 'relative'; seconds: number }
  | { kind: 'absolute'; fromMs: number; toMs: number };

/** A range made concrete: epoch milliseconds, `fromMs` < `toMs`. */
export type TimeWindow = { fromMs: number; toMs: number };

/** What a screen shows before anybody chose. */
export const DEFAULT_RANGE: TimeRange = { kind: 'relative', seconds: 300 };

/** Pins a range to the clock. */
export function resolveRange(range: TimeRange, nowMs: number): TimeWindow {
  if (range.kind === 'absolute') return { fromMs: range.fromMs, toMs: range.toMs };
  return { fromMs: nowMs - range.seconds * 1000, toMs: nowMs };
}

/** The length of a range in milliseconds. */
export function rangeLengthMs(range: TimeRange): number {
  return range.kind === 'relative' ? range.seconds * 1000 : range.toMs - range.fromMs;
}

/** The same window as fixed times, for links that must not move. */
export function toAbsolute(range: TimeRange, nowMs: number): TimeRange {
  return { kind: 'absolute', ...resolveRange(range, nowMs) };
}

/** True when two ranges show the same thing. */
export function isSameRange(a: TimeRange, b: TimeRange): boolean {
  if (a.kind === 'relative') return b.kind === 'relative' && a.seconds === b.seconds;
  return b.kind === 'absolute' && a.fromMs === b.fromMs && a.toMs === b.toMs;
}
