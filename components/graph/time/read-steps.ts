import type { TimelineAnswer } from '@/lib/protocol/api/timeline';

/** One column of the track. */
export type TimelineStep = {
  fromMs: number;
  toMs: number;
  requests: number;
  /** Share of failed requests, 0..1. */
  errorShare: number;
  failing: number;
  degraded: number;
  worst: string;
};

/** The answer's columns as rows. */
export function readSteps(answer: TimelineAnswer): TimelineStep[] {
  const { start, stepMs, requests, errors, failing, degraded, worst } = answer;
  return requests.map((count, index) => ({
    fromMs: start + index * stepMs,
    toMs: start + (index + 1) * stepMs,
    requests: count,
    errorShare: count === 0 ? 0 : (errors[index] ?? 0) / count,
    failing: failing[index] ?? 0,
    degraded: degraded[index] ?? 0,
    worst: worst[index] ?? '',
  }));
}
