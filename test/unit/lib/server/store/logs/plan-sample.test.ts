import { describe, expect, it } from 'vitest';
import { planSample } from '@/lib/server/store/logs/plan-sample';

describe('planSample()', () => {
  it('takes everything that fits', () => {
    expect(planSample([10, 90], 100, 5)).toEqual([1, 1]);
  });

  it('keeps what is rare whole, and takes one share of what is not', () => {
    const [rare, some, much] = planSample([3, 400, 99_597], 10_000, 50);
    expect(rare).toBe(1);
    expect(some).toBe(50 / 400);
    expect(much).toBe(0.1);
  });
});
