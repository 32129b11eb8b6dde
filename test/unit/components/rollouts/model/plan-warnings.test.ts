import { describe, expect, it } from 'vitest';
import { findLowering, findTooShort, stepsFrom } from '@/components/rollouts/model/plan-warnings';
import type { Step } from '@/lib/mesh/rollout/plan';

const weight = (percent: number): Step => ({ kind: 'weight', percent });
const judge = (seconds: number): Step => ({ kind: 'analysis', seconds });
const steps = [weight(5), judge(60), weight(25), judge(60)];

describe('findTooShort()', () => {
  it('has nothing against a plan that fits into its longest time', () => {
    expect(findTooShort({ steps, maxSeconds: 600 }, [])).toBeUndefined();
  });

  it('says what becomes of one that waits longer than it may, and what would do', () => {
    const waits = [{ step: 1, requests: 1_000, seconds: 1_140 }];
    expect(findTooShort({ steps, maxSeconds: 600 }, waits)).toEqual({
      text: 'It takes about 20 min, but is rolled back after 10 min, however good the canary is.',
      raiseTo: 1_800,
    });
  });

  it('offers no time where there are no requests at all', () => {
    const waits = [{ step: 1, requests: 1_000, seconds: Number.POSITIVE_INFINITY }];
    expect(findTooShort({ steps, maxSeconds: 600 }, waits)).toMatchObject({ raiseTo: undefined });
  });
});

describe('findLowering()', () => {
  it('finds the step that takes requests away', () => {
    expect(findLowering({ steps })).toBeUndefined();
    expect(findLowering({ steps, before: { canary: 10, other: 30 } })).toEqual({ step: 0, from: 10, to: 5 });
    expect(findLowering({ steps: [weight(50), weight(10)] })).toEqual({ step: 1, from: 50, to: 10 });
  });
});

describe('stepsFrom()', () => {
  it('leaves out smaller shifts with their judgement, never all of it', () => {
    const from = (percent: number) => stepsFrom(steps, (step) => step, percent);
    expect(from(10)).toEqual(steps.slice(2));
    expect(from(5)).toEqual(steps);
    expect(from(60)).toEqual(steps);
  });
});
