import type { LogLine } from '@/lib/protocol/api/logs';

/** One JSON object a line, oldest first as a log file would be, `start_time` in ISO 8601 as Envoy writes it. */
export function toJsonLines(lines: readonly LogLine[]): string {
  return lines
    .toReversed()
    .map((line) => `${JSON.stringify({ ...line, start_time: new Date(line.start_time).toISOString() })}\n`)
    .join('');
}
