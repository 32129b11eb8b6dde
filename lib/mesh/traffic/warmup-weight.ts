import type { Warmup } from '../routing/effective-traffic-policy';

/** The part of its weight that a host of this age has, as Envoy's slow start: from the minimum to 1. */
export function warmupFactor(warmup: Warmup, ageMs: number): number {
  if (ageMs >= warmup.durationMs) return 1;
  const elapsed = Math.max(ageMs, 1) / warmup.durationMs;
  return Math.max(warmup.minimumPercent / 100, elapsed ** (1 / warmup.aggression));
}

/** Whether any host is still warming up; those that were there from the start are all equally cold. */
export function isAnyWarming(
  warmup: Warmup | undefined,
  addedAtMs: readonly number[],
  nowMs: number,
): boolean {
  return warmup !== undefined && addedAtMs.some((at) => nowMs - at < warmup.durationMs);
}
