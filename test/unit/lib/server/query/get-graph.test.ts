import { describe, expect, it } from 'vitest';
import { graphParamsSchema } from '@/lib/protocol/api/graph';
import type { Past } from '@/lib/server/past/past-mesh';
import { getEntities } from '@/lib/server/query/get-entities';
import { getGraph } from '@/lib/server/query/get-graph';
import { createAgentEntry } from '@/lib/server/registry/agent-entry';
import { helloOf } from '@/test/support/registry/agent-samples';
import { callLabels, makePoint } from '@/test/support/traffic';
import { NOW_MS, QueryBench } from './query-bench';

const agentOf = (app: string) => createAgentEntry(helloOf(app), 0);
const ask = (bench: QueryBench, params: Record<string, string>) =>
  getGraph(bench.context, graphParamsSchema.parse({ type: 'workload', ...params }));

describe('getGraph()', () => {
  it('answers from memory what memory holds, and ends with the newest data', async () => {
    const bench = new QueryBench();
    bench.add(callLabels('web', 'cart'), 30, makePoint(60));
    bench.add(callLabels('web', 'cart', { response_code: '404' }), 3, makePoint(3));
    const graph = await ask(bench, { window: '50' });
    expect(bench.storeReads).toBe(0);
    expect(graph.to).toBe(NOW_MS - 2_000);
    expect(graph.edges[0]?.rate).toBeCloseTo(63 / 50, 5);
  });

  it('answers from the store alone what reaches further back, so that nothing counts twice at the seam', async () => {
    const bench = new QueryBench();
    bench.add(callLabels('web', 'cart'), 200, makePoint(30));
    bench.add(callLabels('web', 'cart'), 30, makePoint(60));
    const graph = await ask(bench, { from: String(NOW_MS - 300_000), to: String(NOW_MS) });
    expect(bench.storeReads).toBe(1);
    expect((graph.edges[0]?.rate ?? 0) * 300).toBeCloseTo(90, 3);
  });

  it('ends with the clock when the mesh is silent', async () => {
    const bench = new QueryBench();
    bench.add(callLabels('web', 'cart'), 40, makePoint(1));
    expect((await ask(bench, { window: '50' })).to).toBe(NOW_MS);
  });

  it('refuses a window that ends before it begins', async () => {
    await expect(ask(new QueryBench(), { from: '5000', to: '4000' })).rejects.toMatchObject({
      code: 'bad_request',
    });
  });
});

describe('getGraph() of the past', () => {
  const CHANGED_MS = NOW_MS - 600_000;
  const virtualService = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'cart', namespace: 'shop' },
    spec: { hosts: ['cart'], http: [{ timeout: '2s' }] },
  };
  const past: Past = {
    configAt: async (atMs) =>
      atMs < CHANGED_MS ? { revision: 1, objects: [virtualService], resources: [] } : undefined,
    meshAt: (atMs) => (atMs < CHANGED_MS ? { agents: [agentOf('cart')], left: [], services: [] } : undefined),
    knowsMeshSinceMs: () => 0,
  };
  const cartOf = async (toMs: number) => {
    const bench = new QueryBench(past);
    bench.add(callLabels('web', 'cart@v1'), (NOW_MS - toMs) / 1_000 + 10, makePoint(60));
    const graph = await ask(bench, { from: String(toMs - 60_000), to: String(toMs), idle: 'true' });
    return graph.nodes.find(({ id }) => id === 'workload:shop/cart-v1');
  };

  it('calls idle what was there before, not what came later', async () => {
    const bench = new QueryBench();
    bench.add(callLabels('web', 'cart'), 900, makePoint(60));
    const then = (secondsAgo: number) => String(NOW_MS - secondsAgo * 1_000);
    const later = await ask(bench, { from: then(600), to: then(300), idle: 'true' });
    expect(later.edges).toMatchObject([{ isIdle: true }]);
    const before = await ask(bench, { from: then(2_000), to: then(1_700), idle: 'true' });
    expect(before.edges).toEqual([]);
    expect(before.nodes).toEqual([]);
  });

  it('marks what configuration did then, and shows who was there then', async () => {
    expect(await cartOf(CHANGED_MS - 60_000)).toMatchObject({
      badges: ['virtualService', 'requestTimeout'],
      agents: 1,
    });
    const now = await cartOf(NOW_MS);
    expect(now?.badges).toBeUndefined();
    expect(now?.agents).toBe(0);
  });

  it('leaves those in the mesh whose sidecar had left a little before or is silent', async () => {
    const draw = async (left: readonly string[]) => {
      const bench = new QueryBench({
        ...past,
        configAt: async () => undefined,
        meshAt: () => ({ agents: [], left: left.map(agentOf), services: [] }),
      });
      bench.add(callLabels('web', 'cart@v1', { reporter: 'source' }), 700, makePoint(60));
      const to = NOW_MS - 690_000;
      const graph = await ask(bench, { from: String(to - 60_000), to: String(to) });
      const cart = graph.nodes.find(({ id }) => id === 'workload:shop/cart-v1');
      return [cart?.isOutOfMesh, cart?.agents];
    };
    expect(await draw([])).toEqual([true, 0]);
    expect(await draw(['cart'])).toEqual([false, 0]);
  });

  it('judges by requests alone: how many instances there should have been nobody remembers', async () => {
    expect((await cartOf(CHANGED_MS - 60_000))?.health).toMatchObject({ status: 'Healthy' });
  });
});

describe('getEntities()', () => {
  it('lists services with what comes in, and callers nobody calls with what they send', async () => {
    const bench = new QueryBench();
    bench.add(callLabels('web', 'cart@v1'), 10, makePoint(54, 10));
    bench.add(callLabels('web', 'cart@v2', { response_code: '500' }), 10, makePoint(6, 20));
    const list = async (kind: 'app' | 'workload' | 'service') =>
      (await getEntities(bench.context, { kind, namespaces: [], window: 30 })).rows;
    expect((await list('service')).map(({ id, rate, errorPercent }) => ({ id, rate, errorPercent }))).toEqual(
      [{ id: 'service:shop/cart', rate: 2, errorPercent: 10 }],
    );
    const workloads = await list('workload');
    expect(workloads.map(({ id, rate }) => [id, rate])).toEqual([
      ['workload:shop/cart-v1', 1.8],
      ['workload:shop/cart-v2', 0.2],
      ['workload:shop/web-v1', 2],
    ]);
    for (const { sparkline } of workloads) expect(Math.max(...sparkline)).toBeGreaterThan(0);
  });
});
