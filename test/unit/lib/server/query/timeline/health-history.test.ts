import { describe, expect, it } from 'vitest';
import { HealthHistory } from '@/lib/server/query/timeline/health-history';
import { callLabels, makePoint } from '@/test/support/traffic';
import { NOW_MS, QueryBench } from '../query-bench';

const STEP_MS = 10_000;

describe('HealthHistory', () => {
  it('sums requests into the steps they came in', async () => {
    const bench = new QueryBench();
    bench.add(callLabels('web', 'cart'), 35, makePoint(40));
    bench.add(callLabels('web', 'cart', { response_code: '500' }), 15, makePoint(8));
    const window = { fromMs: NOW_MS - 60_000, toMs: NOW_MS };
    const { startMs, steps } = await new HealthHistory().read(bench.context, window, STEP_MS);
    expect(startMs).toBe(NOW_MS - 60_000);
    expect(steps.map((step) => step.get('shop'))).toEqual([
      undefined,
      undefined,
      { requests: 40, errors: 0, status: 'Healthy' },
      undefined,
      { requests: 8, errors: 8, status: 'Failure' },
      undefined,
    ]);
  });

  it('reads a step that has ended once', async () => {
    const bench = new QueryBench();
    bench.add(callLabels('web', 'cart'), 80, makePoint(40));
    const history = new HealthHistory();
    const window = { fromMs: NOW_MS - 90_000, toMs: NOW_MS - 60_000 };
    const first = await history.read(bench.context, window, STEP_MS);
    bench.add(callLabels('web', 'cart@v2'), 80, makePoint(2));
    expect(await history.read(bench.context, window, STEP_MS)).toEqual(first);
    expect(first.steps[1]?.get('shop')?.requests).toBe(40);
  });
});
