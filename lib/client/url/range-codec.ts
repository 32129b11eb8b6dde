import { formatSeconds } from '../time/format-range';
import { parseAbsolute, parseRelative } from '../time/parse-range';
import { DEFAULT_RANGE, isSameRange, type TimeRange } from '../time/time-range';
import type { Codec } from './codec';

/** `range=5m` moves with the clock; `range=FROM~TO` (ISO 8601) stays. */
export const rangeCodec: Codec<TimeRange> = {
  fallback: DEFAULT_RANGE,
  parse: (raw) => (raw === null ? undefined : parse(raw)) ?? DEFAULT_RANGE,
  print: (value) => (isSameRange(value, DEFAULT_RANGE) ? null : print(value)),
};

function parse(raw: string): TimeRange | undefined {
  const [from, to] = raw.split('~');
  if (from === undefined) return undefined;
  return to === undefined ? parseRelative(from) : parseAbsolute(from, to);
}

function print(range: TimeRange): string {
  if (range.kind === 'relative') return formatSeconds(range.seconds);
  return `${new Date(range.fromMs).toISOString()}~${new Date(range.toMs).toISOString()}`;
}
