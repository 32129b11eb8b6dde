const PRECISION = 1e6;

/** Per-second rates with six decimals: enough to get the exact count back from a day's window. */
export function roundRate(rate: number): number {
  return Math.round(rate * PRECISION) / PRECISION;
}

/** A share in percent with four decimals; 0 when there is no whole. */
export function percentOf(part: number, whole: number): number {
  return whole > 0 ? Math.round((1e6 * part) / whole) / 1e4 : 0;
}
