import type { TimeWindow } from '@/lib/client/time/time-range';
import type { TimelineStep } from './read-steps';

/** The recorded traffic next to a window in which there was none: a window at least as long, or undefined without any. */
export function nearestTraffic(
  steps: readonly TimelineStep[],
  { fromMs, toMs }: TimeWindow,
): TimeWindow | undefined {
  const lengthMs = toMs - fromMs;
  let nearest: TimeWindow | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const step of steps) {
    if (step.requests === 0) continue;
    const isLater = step.toMs > toMs;
    const awayMs = isLater ? Math.max(0, step.fromMs - toMs) : Math.max(0, fromMs - step.toMs);
    if (awayMs >= least) continue;
    least = awayMs;
    // What came later is shown from its beginning, what was before up to its end; within a long step nobody knows where it is.
    const span = Math.max(lengthMs, step.toMs - step.fromMs);
    nearest = isLater
      ? { fromMs: step.fromMs, toMs: step.fromMs + span }
      : { fromMs: step.toMs - span, toMs: step.toMs };
  }
  return nearest;
}
