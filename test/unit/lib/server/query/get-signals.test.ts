import { describe, expect, it } from 'vitest';
import { signalsParamsSchema } from '@/lib/protocol/api/signals';
import { getSignals } from '@/lib/server/query/get-signals';
import { callLabels, makePoint } from '@/test/support/traffic';
import { QueryBench } from './query-bench';

function makeBench(): QueryBench {
  const bench = new QueryBench();
  for (const reporter of ['source', 'destination']) {
    bench.add(callLabels('web', 'cart@v1', { reporter }), 20, makePoint(6, 10));
    bench.add(callLabels('web', 'cart@v2', { reporter, response_code: '500' }), 10, makePoint(2, 40));
    bench.add(callLabels('api', 'cart@v2', { reporter }), 1, makePoint(4, 20));
  }
  return bench;
}

const ask = (bench: QueryBench, params: Record<string, string>) =>
  getSignals(bench.context, signalsParamsSchema.parse({ window: '60', ...params }));

describe('getSignals()', () => {
  it('counts what comes into a service once, by code', async () => {
    const answer = await ask(makeBench(), { of: 'service:shop/cart' });
    expect(answer.codes).toEqual([
      { code: '200', flags: '-', grpcStatus: '', requests: 10 },
      { code: '500', flags: '-', grpcStatus: '', requests: 2 },
    ]);
    expect(answer.groups).toHaveLength(1);
    expect(answer.groups[0]?.totals).toMatchObject({ requests: 12, errors: 2, rate: 0.2 });
  });

  it.each([
    ['version', { v1: 6, v2: 6 }],
    ['peer', { 'workload:shop/web-v1': 8, 'workload:shop/api-v1': 4 }],
    ['code', { '200': 10, '500': 2 }],
    ['protocol', { http: 12 }],
    ['reporter', { source: 12, destination: 12 }],
  ])('splits by %s without losing a request', async (by, expected) => {
    const { groups } = await ask(makeBench(), { of: 'service:shop/cart', by });
    expect(Object.fromEntries(groups.map(({ key, totals }) => [key, totals.requests]))).toEqual(expected);
  });

  it('gives steps that add up to the totals', async () => {
    const { groups, stepSeconds } = await ask(makeBench(), { of: 'app:shop/cart', step: '10' });
    const [group] = groups;
    expect(stepSeconds).toBe(10);
    const sum = group?.points.reduce((requests, point) => requests + point.rate * 10, 0) ?? 0;
    expect(Math.round(sum)).toBe(group?.totals.requests);
  });

  it('reads one edge, also through the service in between, and one side of a workload', async () => {
    const bench = makeBench();
    const count = async (of: string, direction = 'inbound') =>
      (await ask(bench, { of, direction })).groups[0]?.totals.requests;
    expect(await count('workload:shop/web-v1->workload:shop/cart-v2#http')).toBe(2);
    expect(await count('app:shop/web@v1->app:shop/cart@v1#http')).toBe(6);
    expect(await count('workload:shop/web-v1->service:shop/cart#http')).toBe(8);
    expect(await count('service:shop/cart->workload:shop/cart-v2#http')).toBe(6);
    expect(await count('workload:shop/web-v1', 'outbound')).toBe(8);
    expect(await count('namespace:shop')).toBe(12);
    expect(await count('mesh:')).toBe(12);
  });

  it('draws a heat map with every request in it', async () => {
    const { heat } = await ask(makeBench(), { of: 'mesh:', heat: 'true' });
    const total = heat?.cells.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count, 0);
    expect(total).toBe(12);
    expect(heat?.bounds[0]).toBeGreaterThanOrEqual(10);
  });

  it('refuses what is neither a node nor an edge', async () => {
    await expect(ask(makeBench(), { of: 'cart' })).rejects.toMatchObject({ code: 'bad_request' });
  });
});
