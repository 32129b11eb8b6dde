import type { LogLine } from '@/lib/protocol/api/logs';

/** Lines kept in the browser; older ones are still in the console. */
export const TAIL_LIMIT = 5_000;

/** Newest first; lines of the same time by id, so that the order never changes. */
export function compareLines(a: LogLine, b: LogLine): number {
  if (a.id === b.id) return 0;
  return b.start_time - a.start_time || (a.id < b.id ? 1 : -1);
}

/** Both sets of lines, each line once, newest first; the oldest beyond `limit` are left out. */
export function mergeLines(
  known: readonly LogLine[],
  arrived: readonly LogLine[],
  limit = TAIL_LIMIT,
): readonly LogLine[] {
  const ids = new Set(known.map((line) => line.id));
  const fresh = arrived.filter((line) => !ids.has(line.id));
  if (fresh.length === 0) return known;
  return [...known, ...fresh].sort(compareLines).slice(0, limit);
}

/** Lines newer than the newest one on show. */
export function countNewer(lines: readonly LogLine[], newestShown: LogLine | undefined): number {
  if (newestShown === undefined) return lines.length;
  const at = lines.findIndex((line) => compareLines(line, newestShown) >= 0);
  return at < 0 ? lines.length : at;
}
