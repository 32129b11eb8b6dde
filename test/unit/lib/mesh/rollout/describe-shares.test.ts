import { describe, expect, it } from 'vitest';
import { describeShares } from '@/lib/mesh/rollout/describe-shares';

const plan = {
  stable: { host: 'shop', subset: 'v1', version: 'v1' },
  canary: { host: 'shop', subset: 'v3', version: 'v3' },
};

describe('describeShares()', () => {
  it('names everybody who has requests', () => {
    const before = { canary: 10, other: 30 };
    expect(describeShares({ ...plan, before }, 10)).toBe('v1 60 %, v3 10 %, others 30 %');
    expect(describeShares({ ...plan, before }, 0)).toBe('v1 70 %, others 30 %');
    expect(describeShares(plan, 25)).toBe('v1 75 %, v3 25 %');
  });

  it('gives the canary no more than others leave', () => {
    expect(describeShares({ ...plan, before: { canary: 0, other: 30 } }, 100)).toBe('v3 70 %, others 30 %');
  });

  it('says when one has all', () => {
    expect(describeShares(plan, 0)).toBe('v1 all');
    expect(describeShares(plan, 100)).toBe('v3 all');
  });
});
