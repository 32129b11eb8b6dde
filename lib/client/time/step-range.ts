import { rangeLengthMs, resolveRange, type TimeRange } from './time-range';

/** Moves the window by its own length; a step that ends within half a window of the present becomes live again. */
export function stepRange(range: TimeRange, direction: -1 | 1, nowMs: number): TimeRange {
  const lengthMs = rangeLengthMs(range);
  const { fromMs, toMs } = resolveRange(range, nowMs);
  if (direction === 1 && toMs + 1.5 * lengthMs >= nowMs)
    return { kind: 'relative', seconds: Math.round(lengthMs / 1000) };
  return { kind: 'absolute', fromMs: fromMs + direction * lengthMs, toMs: toMs + direction * lengthMs };
}
