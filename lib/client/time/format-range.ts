import { formatClock, formatDayTime } from '../format/format-time';
import type { TimeRange } from './time-range';

const UNITS = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'm'],
] as const;

/** The short form of a relative length, the inverse of parseRelative(): `5m`, `1h`, `90s`. */
export function formatSeconds(seconds: number): string {
  for (const [size, unit] of UNITS)
    if (seconds >= size && seconds % size === 0) return `${seconds / size}${unit}`;
  return `${seconds}s`;
}

/** A range in words for buttons and titles: `Last 5m`, `22 Nov 14:02 – 14:07`. */
export function describeRange(range: TimeRange): string {
  if (range.kind === 'relative') return `Last ${formatSeconds(range.seconds)}`;
  const sameDay = new Date(range.fromMs).toDateString() === new Date(range.toMs).toDateString();
  const short = range.toMs - range.fromMs < 120_000;
  if (sameDay && short) return `${formatDayTime(range.fromMs).replace(/ \S+$/, '')} ${clocks(range)}`;
  const end = formatDayTime(range.toMs);
  return `${formatDayTime(range.fromMs)} – ${sameDay ? end.slice(-5) : end}`;
}

function clocks({ fromMs, toMs }: { fromMs: number; toMs: number }): string {
  return `${formatClock(fromMs)} – ${formatClock(toMs)}`;
}
