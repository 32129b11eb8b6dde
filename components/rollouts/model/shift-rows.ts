import { shiftWeights } from '@/lib/mesh/config/wizards/shift-weights';
import type { WeightRow } from './rule-draft';

/**
 * The rows after one of them is set to `percent`: locked rows keep theirs, the others share the rest in their
 * proportions, and all sum to 100.
 */
export function shiftRows(rows: readonly WeightRow[], key: string, percent: number): readonly WeightRow[] {
  const free = rows.filter((row) => row.key === key || !row.isLocked);
  const total = free.reduce((sum, row) => sum + row.percent, 0);
  if (free.length < 2 || total === 0) return rows;
  const chosen = Math.round(Math.min(total, Math.max(0, percent)));
  const others = free.filter((row) => row.key !== key);
  const shared = shareOut(
    others.map((row) => row.percent),
    total - chosen,
  );
  const weights = new Map(others.map((row, index) => [row.key, shared[index] ?? 0]));
  weights.set(key, chosen);
  return rows.map((row) => ({ ...row, percent: weights.get(row.key) ?? row.percent }));
}

/** Whether a row's share can be changed at all: something else must be free to take or give. */
export function canShift(rows: readonly WeightRow[], key: string): boolean {
  const row = rows.find((one) => one.key === key);
  return row !== undefined && !row.isLocked && rows.some((other) => other.key !== key && !other.isLocked);
}

/** The largest share a row can get: what the locked ones leave. */
export function mostFor(rows: readonly WeightRow[], key: string): number {
  return 100 - rows.reduce((sum, row) => sum + (row.isLocked && row.key !== key ? row.percent : 0), 0);
}

/** Whole parts of `total` in the proportions of `weights`: `shiftWeights` with what is not shared out put aside. */
function shareOut(weights: readonly number[], total: number): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const scaled = weights.map((weight) => (sum === 0 ? 1 : weight));
  return shiftWeights([...scaled, 0], weights.length, 100 - total).slice(0, -1);
}
