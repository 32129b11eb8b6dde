import type { TimeRange } from './time-range';

/** A range as the console's query parameters: `window` moves with the console's clock, `from` and `to` do not. */
export function windowQuery(range: TimeRange): { window: number } | { from: number; to: number } {
  if (range.kind === 'relative') return { window: range.seconds };
  return { from: Math.round(range.fromMs), to: Math.round(range.toMs) };
}
