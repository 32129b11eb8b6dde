import { describe, expect, it } from 'vitest';
import type { FlaggerAnalysis } from '@/lib/mesh/rollout/import/flagger-spec';
import { readFlaggerSteps } from '@/lib/mesh/rollout/import/flagger-steps';
import type { LeftField } from '@/lib/mesh/rollout/import/imported-plan';
import type { Step } from '@/lib/mesh/rollout/plan';

const read = (analysis: FlaggerAnalysis): Step[] => readFlaggerSteps(analysis, 30, []);
const weights = (analysis: FlaggerAnalysis) =>
  read(analysis).flatMap((step) => (step.kind === 'weight' ? step.percent : []));
const judged = { kind: 'analysis', seconds: 30 };

describe('readFlaggerSteps()', () => {
  it('goes up by whole steps until the largest weight is reached or passed', () => {
    expect(weights({ stepWeight: 10, maxWeight: 30 })).toEqual([10, 20, 30]);
    expect(weights({ stepWeight: 20, maxWeight: 50 })).toEqual([20, 40, 60]);
    expect(weights({ stepWeight: 30 })).toEqual([30, 60, 90, 100]);
    expect(weights({ stepWeights: [1, 10, 80] })).toEqual([1, 10, 80]);
    expect(weights({ stepWeight: 20, stepWeights: [1, 50] })).toEqual([20, 40, 60]);
    expect(weights({})).toEqual([]);
  });

  it('leaves the weights alone for its iterations, then switches, and checks once more', () => {
    expect(read({ iterations: 4, stepWeight: 10 })).toEqual([
      { kind: 'pause', seconds: 120 },
      { kind: 'weight', percent: 100 },
      judged,
    ]);
    expect(read({ iterations: 4, mirror: true, mirrorWeight: 50 })).toEqual([
      { kind: 'mirror', percent: 50 },
      { kind: 'analysis', seconds: 120 },
      { kind: 'mirror', percent: 0 },
      { kind: 'weight', percent: 100 },
      judged,
    ]);
  });

  it('leads chosen requests to the canary with iterations only', () => {
    const match = [{ headers: { cookie: { regex: '^(.*?;)?(canary=always)(;.*)?$' } } }];
    expect(read({ iterations: 2, match })).toEqual([
      { kind: 'match', match: { cookie: { name: 'canary', value: 'always' } } },
      { kind: 'analysis', seconds: 60 },
    ]);
    const left: LeftField[] = [];
    expect(readFlaggerSteps({ stepWeight: 50, match }, 30, left)).not.toContainEqual(
      expect.objectContaining({ kind: 'match' }),
    );
    expect(left.map(({ field }) => field)).toEqual(['spec.analysis.match']);
  });

  it('asks before each increase, and before copies instead of the first', () => {
    const webhooks = [{ type: 'confirm-traffic-increase', url: 'http://gate/' }];
    const asked = { kind: 'webhook', url: 'http://gate/', timeoutSeconds: 10, retries: 0, waits: true };
    expect(read({ stepWeight: 50, webhooks })).toEqual([
      asked,
      { kind: 'weight', percent: 50 },
      judged,
      asked,
      { kind: 'weight', percent: 100 },
      judged,
    ]);
    expect(read({ stepWeight: 50, mirror: true, webhooks }).slice(0, 6)).toEqual([
      asked,
      { kind: 'mirror', percent: 100 },
      judged,
      { kind: 'mirror', percent: 0 },
      { kind: 'weight', percent: 50 },
      judged,
    ]);
  });
});
