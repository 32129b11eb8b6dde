import type { OperationSource } from './span-operation';
import { operationOf } from './span-operation';

/** How long an operation takes, in microseconds, from so many spans of a window. */
export interface UsualDuration {
  key: string;
  spans: number;
  p50Us: number;
  p90Us: number;
  p99Us: number;
}

/** Fewer spans than this say nothing about what is usual. */
export const MIN_USUAL_SPANS = 8;

/** What is usual for each operation that was seen often enough. */
export function usualDurations(
  spans: Iterable<OperationSource & { duration_us: number }>,
  least = MIN_USUAL_SPANS,
): UsualDuration[] {
  const durations = new Map<string, number[]>();
  for (const span of spans) {
    const { key } = operationOf(span);
    const known = durations.get(key);
    if (known === undefined) durations.set(key, [span.duration_us]);
    else known.push(span.duration_us);
  }
  return [...durations]
    .filter(([, all]) => all.length >= least)
    .map(([key, all]) => {
      all.sort((a, b) => a - b);
      const at = (share: number) => all[Math.ceil(all.length * share) - 1] ?? 0;
      return { key, spans: all.length, p50Us: at(0.5), p90Us: at(0.9), p99Us: at(0.99) };
    });
}
