import { describe, expect, it } from 'vitest';
import type { Gate } from '@/lib/mesh/rollout/judge/gate';
import { gatesInStep, significanceOfGate } from '@/lib/mesh/rollout/plan';

const errors: Gate = { kind: 'error-rate', against: 'stable', share: 0.01 };
const slow: Gate = { kind: 'latency', against: 'stable', quantile: 0.95, slowdown: 0.2 };
const plan = {
  gates: [errors],
  significance: 0.06,
  steps: [
    { kind: 'weight' as const, percent: 10 },
    { kind: 'analysis' as const, seconds: 10, gates: [slow] },
    { kind: 'pause' as const, seconds: 10 },
  ],
};

describe('gatesInStep()', () => {
  it("puts a step's own gates behind the plan's", () => {
    expect(gatesInStep(plan, 1)).toEqual([errors, slow]);
    expect(gatesInStep(plan, 2)).toEqual([errors]);
    expect(gatesInStep(plan, 9)).toEqual([errors]);
  });
});

describe('significanceOfGate()', () => {
  it('shares the whole out over every test there will be', () => {
    expect(significanceOfGate(plan)).toBeCloseTo(0.02, 12);
    expect(significanceOfGate({ ...plan, steps: [] })).toBe(0.06);
    expect(significanceOfGate({ ...plan, gates: [], steps: [] })).toBe(0.06);
  });
});
