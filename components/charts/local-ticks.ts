import { formatClock, formatDayTime } from '@/lib/client/format/format-time';
import { timeTicks } from './time-ticks';

const DAY_MS = 86_400_000;
const SECONDS_MATTER_MS = 600_000;
const MOST = 6;

/** Round instants of the viewer's own clock. */
export function localTicks(fromMs: number, toMs: number): readonly number[] {
  return timeTicks(fromMs, toMs, MOST, new Date(fromMs).getTimezoneOffset() * 60_000);
}

/** An instant as short as the span allows. */
export function printTick(timeMs: number, spanMs: number): string {
  if (spanMs > DAY_MS) return formatDayTime(timeMs);
  return spanMs > SECONDS_MATTER_MS ? formatClock(timeMs).slice(0, 5) : formatClock(timeMs);
}
