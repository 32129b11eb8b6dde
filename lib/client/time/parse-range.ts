import type { TimeRange } from './time-range';

const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;
const LONGEST_SECONDS = 366 * 86_400;

/** Reads `5m`, `6h`, `7d`; anything else is undefined. */
export function parseRelative(text: string): TimeRange | undefined {
  const match = /^(\d{1,8})([smhd])$/.exec(text);
  const unit = match?.[2] as keyof typeof SECONDS | undefined;
  if (!match || unit === undefined) return undefined;
  const seconds = Number(match[1]) * SECONDS[unit];
  return seconds > 0 && seconds <= LONGEST_SECONDS ? { kind: 'relative', seconds } : undefined;
}

/** Reads two instants (ISO 8601 or epoch milliseconds); undefined unless `from` is before `to`. */
export function parseAbsolute(from: string, to: string): TimeRange | undefined {
  const fromMs = parseInstant(from);
  const toMs = parseInstant(to);
  if (fromMs === undefined || toMs === undefined || fromMs >= toMs) return undefined;
  return { kind: 'absolute', fromMs, toMs };
}

/** An instant as epoch milliseconds, from ISO 8601 or a whole number of milliseconds. */
export function parseInstant(text: string): number | undefined {
  const ms = /^\d{12,14}$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isFinite(ms) ? ms : undefined;
}
