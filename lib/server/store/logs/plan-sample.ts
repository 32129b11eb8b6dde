/**
 * The share of each group that a sample of about `limit` takes: all of them when they fit; else one share of the large
 * ones, and of small groups `least` or all there are, so that what is rare is in it.
 */
export function planSample(totals: readonly number[], limit: number, least: number): number[] {
  const all = totals.reduce((sum, total) => sum + total, 0);
  if (all <= limit) return totals.map(() => 1);
  const share = limit / all;
  return totals.map((total) => Math.min(1, Math.max(share, least / total)));
}
