import { describe, expect, it } from 'vitest';
import { findDefaultTolerances } from '@/lib/mesh/health/health-rate';
import { type ReceivedRequests, StepTally, sumStep } from '@/lib/mesh/timeline/step-tally';

const received = (sketch: Partial<ReceivedRequests>): ReceivedRequests => ({
  namespace: 'shop',
  workload: 'orders-v1',
  protocol: 'http',
  outcome: '200',
  isError: false,
  count: 100,
  ...sketch,
});

const judge = (...requests: ReceivedRequests[]) => {
  const tally = new StepTally();
  for (const one of requests) tally.add(one);
  return tally.judge(findDefaultTolerances);
};

describe('StepTally', () => {
  it('judges a namespace by its worst workload, however busy the others are', () => {
    const step = judge(
      received({ count: 10_000 }),
      received({ workload: 'orders-v2', count: 5 }),
      received({ workload: 'orders-v2', outcome: '500', isError: true, count: 5 }),
    );
    expect(step.get('shop')).toEqual({ requests: 10_010, errors: 5, status: 'Failure' });
  });

  it('knows no namespace without requests', () => {
    expect(judge().size).toBe(0);
  });
});

describe('sumStep()', () => {
  const step = judge(
    received({ namespace: 'a', outcome: '503', isError: true, count: 30 }),
    received({ namespace: 'b', outcome: '503', isError: true, count: 50 }),
    received({ namespace: 'c', count: 200 }),
    received({ namespace: 'c', outcome: '404', isError: true, count: 1 }),
  );

  it('counts namespaces in trouble and names the one with most errors', () => {
    expect(sumStep(step)).toMatchObject({ requests: 281, errors: 81, failing: 2, worst: 'b' });
  });

  it('leaves out namespaces that were not asked for', () => {
    expect(sumStep(step, new Set(['a']))).toEqual({
      requests: 30,
      errors: 30,
      failing: 1,
      degraded: 0,
      worst: 'a',
    });
  });
});
