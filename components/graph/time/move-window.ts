import type { TimeRange, TimeWindow } from '@/lib/client/time/time-range';

/** What of the window is dragged. */
export type WindowPart = 'body' | 'start' | 'end';

/** Shorter windows would hold less than one rolled-up step. */
export const SHORTEST_MS = 10_000;

/** The window with one part moved by `deltaMs`; it stays inside the bounds and never gets shorter than `SHORTEST_MS`. */
export function dragWindow(
  { fromMs, toMs }: TimeWindow,
  part: WindowPart,
  deltaMs: number,
  bounds: TimeWindow,
): TimeWindow {
  if (part === 'start') return { fromMs: clamp(fromMs + deltaMs, bounds.fromMs, toMs - SHORTEST_MS), toMs };
  if (part === 'end') return { fromMs, toMs: clamp(toMs + deltaMs, fromMs + SHORTEST_MS, bounds.toMs) };
  const moved = clamp(deltaMs, bounds.fromMs - fromMs, bounds.toMs - toMs);
  return { fromMs: fromMs + moved, toMs: toMs + moved };
}

/** The window of the same length around a moment, inside the bounds. */
export function centreWindow({ fromMs, toMs }: TimeWindow, atMs: number, bounds: TimeWindow): TimeWindow {
  return dragWindow({ fromMs, toMs }, 'body', atMs - (fromMs + toMs) / 2, bounds);
}

/** As the address has it: whole seconds; live when the end comes within `snapMs` of now. */
export function toRange({ fromMs, toMs }: TimeWindow, nowMs: number, snapMs: number): TimeRange {
  const seconds = Math.max(1, Math.round((toMs - fromMs) / 1_000));
  if (toMs >= nowMs - snapMs) return { kind: 'relative', seconds };
  const endMs = Math.round(toMs / 1_000) * 1_000;
  return { kind: 'absolute', fromMs: endMs - seconds * 1_000, toMs: endMs };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
