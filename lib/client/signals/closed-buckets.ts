import type { SignalsAnswer } from '@/lib/protocol/api/signals';

/** So long after its end a bucket may still grow: agents report once a second. */
const LATE_MS = 2_000;

/** Signals without the buckets that still fill: half a bucket would look like a fall in traffic. Totals stay whole. */
export function closedBuckets(signals: SignalsAnswer): SignalsAnswer {
  const closedMs = signals.to - LATE_MS - signals.stepSeconds * 1_000;
  const groups = signals.groups.map((group) => ({
    ...group,
    points: group.points.filter(({ t }) => t <= closedMs),
  }));
  return { ...signals, groups };
}
