const FIRST_MS = 250;
const LONGEST_MS = 30_000;
const HIGHEST_EXPONENT = 16;

/**
 * How long to wait before attempt `failures + 1`: exponential with full jitter, so that the agents of a restarted
 * console do not come back in waves. `random` is in [0, 1).
 */
export function backoffMs(failures: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, HIGHEST_EXPONENT));
  return Math.floor(random * ceiling);
}
