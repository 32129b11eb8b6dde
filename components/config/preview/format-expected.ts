import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';

const WHOLE = new Intl.NumberFormat('en-US');

/** An expected number of requests: whole, or to one digit where it is less than one. */
export function formatExpected(requests: number): string {
  if (requests > 0 && requests < 0.1) return '< 0.1';
  return requests < 1 && requests > 0 ? requests.toFixed(1) : WHOLE.format(Math.round(requests));
}

/** `12.5 %`. */
export function percentText(ratio: number): string {
  const { value, unit } = formatPercent(ratio);
  return `${value} ${unit}`;
}

/** `42 ms`. */
export function durationText(ms: number): string {
  const { value, unit } = formatDuration(ms);
  return `${value} ${unit}`;
}
