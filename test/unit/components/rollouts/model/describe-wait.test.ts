import { describe, expect, it } from 'vitest';
import { describeMissing, describeWaits } from '@/components/rollouts/model/describe-wait';

describe('describeWaits()', () => {
  it('tells of the step that waits longest', () => {
    const waits = [
      { step: 1, requests: 1_473, seconds: 22_000 },
      { step: 3, requests: 1_473, seconds: 4_400 },
    ];
    expect(describeWaits(waits, 0.0612)).toBe(
      'At 0.061 requests a second, step 2 waits about 6 h for the 1,473 requests at the canary that a verdict takes.',
    );
  });

  it('says that nothing comes, and nothing where nothing waits', () => {
    const never = [{ step: 1, requests: 10, seconds: Number.POSITIVE_INFINITY }];
    expect(describeWaits(never, 0)).toContain('There are no requests at the moment: step 2 waits');
    expect(describeWaits([], 5)).toBeUndefined();
  });
});

describe('describeMissing()', () => {
  it('turns missing requests into time at the rate of the step', () => {
    expect(describeMissing(1_000, 10, 0, 100_000)).toBe('At the present rate that takes about 3 h.');
    expect(describeMissing(10, 100, 0, 100_000)).toBe('At the present rate that takes about 10 s.');
  });

  it('is silent when nothing is missing, or nothing can be told yet', () => {
    expect(describeMissing(0, 10, 0, 100_000)).toBeUndefined();
    expect(describeMissing(10, 0, 0, 100_000)).toBeUndefined();
    expect(describeMissing(10, 1, 0, 1_000)).toBeUndefined();
  });
});
