import type { TimeRange, TimeWindow } from '@/lib/client/time/time-range';
import { toRange } from './move-window';

/** How much faster than life a replay runs. */
export const SPEEDS = ['1', '2', '5', '10', '30', '60'] as const;

/** A replay that starts live goes back so many windows first. */
const BACK_WINDOWS = 12;

/** Where a replay starts: a fixed window stays where it is, a live one goes back, never before the first data. */
export function playStart(range: TimeRange, nowMs: number, firstMs: number | undefined): TimeRange {
  if (range.kind === 'absolute') return range;
  const lengthMs = range.seconds * 1_000;
  const fromMs = Math.max(nowMs - (BACK_WINDOWS + 1) * lengthMs, firstMs ?? nowMs - 2 * lengthMs);
  return toRange({ fromMs, toMs: Math.min(nowMs - lengthMs, fromMs + lengthMs) }, nowMs, 0);
}

/** The window after `elapsedMs` of replay; live again when it has caught up with the present. */
export function playStep(window: TimeWindow, speed: number, elapsedMs: number, nowMs: number): TimeRange {
  const moved = Math.max(1_000, Math.round((speed * elapsedMs) / 1_000) * 1_000);
  return toRange({ fromMs: window.fromMs + moved, toMs: window.toMs + moved }, nowMs, 0);
}
