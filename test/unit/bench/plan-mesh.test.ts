import { describe, expect, it } from 'vitest';
import { planMesh } from '../../bench/support/mesh/plan-mesh';

describe('planMesh()', () => {
  const plan = planMesh({ workloads: 400, namespaces: 20, seed: 7 });

  it('is equal for equal sizes and seeds, and another for another seed', () => {
    expect(planMesh({ workloads: 400, namespaces: 20, seed: 7 })).toEqual(plan);
    expect(planMesh({ workloads: 400, namespaces: 20, seed: 8 })).not.toEqual(plan);
  });

  it('has as many workloads and namespaces as asked for, and about three calls a workload', () => {
    expect(plan.workloads).toHaveLength(400);
    expect(new Set(plan.workloads.map(({ namespace }) => namespace)).size).toBe(20);
    expect(plan.calls.length).toBeGreaterThan(1_100);
    expect(plan.calls.length).toBeLessThan(1_400);
  });

  it('has few workloads that very many call, and some calls in trouble', () => {
    const callers = new Map<string, number>();
    for (const { target } of plan.calls) callers.set(target.name, (callers.get(target.name) ?? 0) + 1);
    const sorted = [...callers.values()].sort((a, b) => b - a);
    expect(sorted[0] ?? 0).toBeGreaterThan(5 * (sorted[Math.floor(sorted.length / 2)] ?? 0));
    expect(plan.calls.some(({ errorShare }) => errorShare >= 0.1)).toBe(true);
  });

  it('plans the smallest and the largest mesh', () => {
    expect(planMesh({ workloads: 10, namespaces: 1, seed: 1 }).workloads).toHaveLength(10);
    expect(planMesh({ workloads: 5_000, namespaces: 500, seed: 1 }).workloads).toHaveLength(5_000);
  });
});
