import { describe, expect, it } from 'vitest';
import type { WeightRow } from '@/components/rollouts/model/rule-draft';
import { canShift, mostFor, shiftRows } from '@/components/rollouts/model/shift-rows';

const rows = (...percents: number[]): WeightRow[] =>
  percents.map((percent, index) => ({
    key: `v${index + 1}`,
    host: 'shop',
    subset: `v${index + 1}`,
    version: `v${index + 1}`,
    percent,
    isLocked: false,
    origin: index,
  }));
const lock = (all: WeightRow[], key: string) =>
  all.map((row) => (row.key === key ? { ...row, isLocked: true } : row));
const percents = (all: readonly WeightRow[]) => all.map(({ percent }) => percent);

describe('shiftRows()', () => {
  it('always sums to 100, whatever is asked and whatever is locked', () => {
    for (let percent = -10; percent <= 110; percent++) {
      for (const start of [rows(34, 33, 33), rows(100, 0, 0), lock(rows(20, 30, 50), 'v3')]) {
        const after = percents(shiftRows(start, 'v1', percent));
        expect(after.reduce((sum, one) => sum + one, 0)).toBe(100);
        expect(Math.min(...after)).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('keeps the proportions of the others', () => {
    expect(percents(shiftRows(rows(10, 60, 30), 'v1', 40))).toEqual([40, 40, 20]);
  });

  it('never moves a locked share, and gives no more than it leaves', () => {
    const start = lock(rows(90, 10, 0), 'v1');
    expect(percents(shiftRows(start, 'v2', 50))).toEqual([90, 10, 0]);
    expect(percents(shiftRows(start, 'v2', 4))).toEqual([90, 4, 6]);
    expect(mostFor(start, 'v2')).toBe(10);
  });

  it('leaves everything where nothing else is free', () => {
    const start = lock(rows(90, 10), 'v1');
    expect(canShift(start, 'v2')).toBe(false);
    expect(percents(shiftRows(start, 'v2', 50))).toEqual([90, 10]);
  });
});
