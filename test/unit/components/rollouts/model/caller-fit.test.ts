import { describe, expect, it } from 'vitest';
import { fitOf, observedShares } from '@/components/rollouts/model/caller-fit';
import type { WeightRow } from '@/components/rollouts/model/rule-draft';

const rows = [90, 10].map((percent, index): WeightRow => {
  const version = `v${index + 1}`;
  return { key: version, host: 'shop', subset: version, version, percent, isLocked: false };
});
const shares = (first: number) => [
  { version: 'v1', rate: first, percent: first },
  { version: 'v2', rate: 100 - first, percent: 100 - first },
];

describe('fitOf()', () => {
  it('takes for the target what chance makes of it, and no more', () => {
    expect(fitOf({ rate: 100, shares: shares(89) }, rows, 10)).toBe('on-target');
    expect(fitOf({ rate: 100, shares: shares(80) }, rows, 10)).toBe('moving');
  });

  it('says nothing of a handful of requests', () => {
    expect(fitOf({ rate: 0.5, shares: shares(50) }, rows, 10)).toBe('too-few');
  });
});

describe('observedShares()', () => {
  it('weighs callers by what they send', () => {
    const caller = { id: 'a', name: 'a', namespace: 'x', rate: 100, shares: shares(80) };
    expect(observedShares([caller]).get('v2')).toBeCloseTo(20);
  });
});
