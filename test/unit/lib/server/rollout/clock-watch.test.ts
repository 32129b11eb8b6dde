import { describe, expect, it } from 'vitest';
import { ClockWatch } from '@/lib/server/rollout/clock-watch';

describe('ClockWatch', () => {
  it('takes ticks that wait, and small corrections, for a clock that goes', () => {
    const clock = new ClockWatch();
    const jumps = [10_000, 10_500, 10_100, 60_000, 60_000].map((nowMs) => clock.noteTick(nowMs, 0));
    expect(jumps).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  it('tells by how much it jumped, either way', () => {
    const clock = new ClockWatch();
    clock.noteTick(1_000_000, 0);
    expect(clock.noteTick(900_000, 0)).toBe(-100_000);
    expect(clock.noteTick(4_500_000, 0)).toBe(3_600_000);
    expect(clock.noteTick(4_500_500, 0)).toBeUndefined();
  });

  it('looks at the first tick for a step that begins in the future only', () => {
    expect(new ClockWatch().noteTick(5_000, 9_000)).toBe(-4_000);
    expect(new ClockWatch().noteTick(9_000_000, 5_000)).toBeUndefined();
  });
});
