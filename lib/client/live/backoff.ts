const FIRST_MS = 250;
const LONGEST_MS = 10_000;

/** The wait before attempt `attempts` + 1: doubling, bounded, and spread over its upper half. `random` is in [0, 1). */
export function backoffMs(attempts: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts, 16));
  return full / 2 + (full / 2) * random;
}
