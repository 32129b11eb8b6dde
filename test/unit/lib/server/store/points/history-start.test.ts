import { describe, expect, it } from 'vitest';
import { historyStart } from '@/lib/server/store/points/history-start';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const tiers = (...starts: readonly (number | undefined)[]) =>
  [HOUR, 10 * MINUTE, MINUTE, 10_000].map((widthMs, index) => ({ oldestMs: starts[index], widthMs }));

describe('historyStart()', () => {
  it('trusts the finest tier that begins within the first bucket of the coarser ones', () => {
    const first = 56 * MINUTE + 20_000;
    expect(historyStart(tiers(0, 50 * MINUTE, 56 * MINUTE, first))).toBe(first);
  });

  it('passes over tiers whose beginning was dropped', () => {
    expect(historyStart(tiers(0, 20 * MINUTE, 90 * MINUTE, 200 * MINUTE))).toBe(20 * MINUTE);
  });

  it('knows a start before the coarse tiers are filled, and none of an empty store', () => {
    expect(historyStart(tiers(undefined, undefined, undefined, 10_000))).toBe(10_000);
    expect(historyStart(tiers())).toBeUndefined();
  });
});
