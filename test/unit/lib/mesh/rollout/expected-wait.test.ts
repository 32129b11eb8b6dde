import { describe, expect, it } from 'vitest';
import { expectedWaits } from '@/lib/mesh/rollout/expected-wait';
import type { RolloutPlan } from '@/lib/mesh/rollout/plan';

const PLAN: Pick<RolloutPlan, 'steps' | 'gates' | 'significance'> = {
  steps: [
    { kind: 'weight', percent: 10 },
    { kind: 'analysis', seconds: 30 },
    { kind: 'weight', percent: 50 },
    { kind: 'analysis', seconds: 30 },
  ],
  gates: [{ kind: 'error-rate', against: 'stable', share: 0.02 }],
  significance: 0.05,
};

describe('expectedWaits()', () => {
  it('names the steps that wait, and how long, at little traffic', () => {
    const waits = expectedWaits(PLAN, 0.06);
    expect(waits.map(({ step }) => step)).toEqual([1, 3]);
    expect(waits[0]?.seconds).toBeGreaterThan(3_600);
    expect(waits[0]?.seconds).toBeCloseTo((waits[1]?.seconds ?? 0) * 5);
  });

  it('names none where the traffic is enough', () => {
    expect(expectedWaits(PLAN, 100_000)).toEqual([]);
  });

  it('waits for ever without any request', () => {
    expect(expectedWaits(PLAN, 0)[0]?.seconds).toBe(Number.POSITIVE_INFINITY);
  });

  it('is silent for gates that need no requests, and while the canary gets none', () => {
    const reading = { min: 99, intervalSeconds: 30, failures: 3 };
    const gates = [{ kind: 'threshold', metric: 'success-rate', ...reading }] as const;
    expect(expectedWaits({ ...PLAN, gates }, 0.06)).toEqual([]);
    expect(expectedWaits({ ...PLAN, steps: [{ kind: 'analysis', seconds: 30 }] }, 0.06)).toEqual([]);
  });

  it('takes about as many requests as the judge asks for at its first sight', () => {
    const gates = [{ kind: 'latency', against: 'stable', quantile: 0.95, slowdown: 0.2 }] as const;
    const [wait] = expectedWaits({ ...PLAN, gates }, 1);
    expect(wait?.requests).toBeGreaterThan(300);
    expect(wait?.requests).toBeLessThan(3_000);
  });
});
