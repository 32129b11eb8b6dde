import { formatSeconds } from '@/lib/client/time/format-range';
import { parseRelative } from '@/lib/client/time/parse-range';
import { rangeLengthMs, resolveRange, type TimeRange, type TimeWindow } from '@/lib/client/time/time-range';

/** How much of history the track can show; `all` is everything that is kept. */
export const TRACK_SPANS = ['15m', '1h', '6h', '1d', '7d', '30d', 'all'] as const;

const SPAN_SECONDS = [900, 3_600, 21_600, 86_400, 604_800, 2_592_000];
/** Without a choice the track is at least so many windows long. */
const WINDOWS = 12;
const LEAST_MS = 60_000;

/**
 * The part of history on the track. It ends now as long as that has the window in it; else it reaches beyond the
 * window, so that what came before and after can be seen. `track` is the choice in the address, such as `6h`, or `all`.
 */
export function trackWindow(
  track: string | undefined,
  range: TimeRange,
  nowMs: number,
  oldestMs: number | undefined,
): TimeWindow {
  const window = resolveRange(range, nowMs);
  if (track === 'all') {
    const fromMs = Math.min(oldestMs ?? window.fromMs, window.fromMs, nowMs - LEAST_MS);
    return { fromMs, toMs: Math.max(nowMs, window.toMs) };
  }
  const spanMs = Math.max(spanOf(track, range), rangeLengthMs(range));
  if (window.fromMs >= nowMs - spanMs) {
    const toMs = Math.max(nowMs, window.toMs);
    return { fromMs: Math.min(window.fromMs, toMs - spanMs), toMs };
  }
  // Moves by quarters, so that the track stands still while the window runs over it.
  const quarterMs = spanMs / 4;
  const isShort = rangeLengthMs(range) <= 2 * quarterMs;
  const wantedMs = isShort
    ? Math.ceil((window.toMs + quarterMs) / quarterMs) * quarterMs
    : window.toMs + (spanMs - rangeLengthMs(range)) / 2;
  const toMs = Math.min(nowMs, wantedMs);
  return { fromMs: toMs - spanMs, toMs };
}

/** The span that a range has without a choice: `1h` for a window of five minutes. */
export function usualSpan(range: TimeRange): string {
  const wanted = (rangeLengthMs(range) * WINDOWS) / 1_000;
  const seconds = SPAN_SECONDS.find((span) => span >= wanted);
  return seconds === undefined ? 'all' : formatSeconds(seconds);
}

function spanOf(track: string | undefined, range: TimeRange): number {
  const chosen = parseRelative(track ?? '') ?? parseRelative(usualSpan(range));
  return chosen === undefined ? (SPAN_SECONDS.at(-1) ?? 0) * 1_000 : rangeLengthMs(chosen);
}
