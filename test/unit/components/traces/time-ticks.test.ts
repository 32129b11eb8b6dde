import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeTicks } from '@/components/traces/model/time-ticks';

describe('timeTicks()', () => {
  it('takes round steps', () => {
    expect(timeTicks({ from: 0, to: 1 }, 45_000, 5).map((tick) => tick.offsetUs)).toEqual([
      0, 10_000, 20_000, 30_000, 40_000,
    ]);
  });

  it('begins within the view', () => {
    const ticks = timeTicks({ from: 0.5, to: 0.75 }, 100_000, 5);
    expect(ticks[0]).toEqual({ offsetUs: 50_000, left: 0 });
    expect(ticks.at(-1)).toEqual({ offsetUs: 75_000, left: 100 });
  });

  it('stays within the view and its bound for any duration', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e10 }), fc.integer({ min: 1, max: 12 }), (durationUs, most) => {
        const ticks = timeTicks({ from: 0, to: 1 }, durationUs, most);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        for (const { left } of ticks) {
          expect(left).toBeGreaterThanOrEqual(0);
          expect(left).toBeLessThanOrEqual(100.0001);
        }
      }),
    );
  });
});
