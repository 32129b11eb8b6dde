import { describe, expect, it } from 'vitest';
import { graphParamsSchema } from '@/lib/protocol/api/graph';
import { getGraph } from '@/lib/server/query/get-graph';
import { createFindLearntNames } from '@/lib/server/query/learnt-names';
import { listOperations } from '@/lib/server/query/list-operations';
import { callLabels, makePoint } from '@/test/support/traffic';
import { QueryBench } from './query-bench';

const cart = { namespace: 'shop', name: 'cart' };

function createBench(): QueryBench {
  const bench = new QueryBench();
  for (const [operation, requests] of [
    ['GET /users/alice', 40],
    ['GET /users/bob', 20],
    ['GET /orders/{id}', 60],
  ] as const)
    bench.add(callLabels('web', 'cart', { request_operation: operation }), 10, makePoint(requests));
  return bench;
}

const operationsOf = async (bench: QueryBench) => {
  const params = graphParamsSchema.parse({ type: 'operation', window: '30' });
  const { nodes } = await getGraph(bench.context, params);
  return nodes
    .filter(({ kind }) => kind === 'operation')
    .map(({ name, incoming }) => [name, incoming.http?.rate]);
};

describe('templates of operations', () => {
  it('rename and merge what was counted before, in the graph and in the list', async () => {
    const bench = createBench();
    expect(await operationsOf(bench)).toHaveLength(3);
    bench.overrides.set({
      operations: [{ ...cart, templates: ['GET /users/{name}', 'GET /orders/export'] }],
    });
    expect(await operationsOf(bench)).toEqual([
      ['GET /orders/{id}', 2],
      ['GET /users/{name}', 2],
    ]);
    expect(await listOperations(bench.context, { ...cart, window: 30 })).toMatchObject({
      templates: ['GET /users/{name}', 'GET /orders/export'],
      operations: [
        { learnt: 'GET /orders/{id}', shown: 'GET /orders/{id}', requests: 60 },
        { learnt: 'GET /users/alice', shown: 'GET /users/{name}', requests: 40 },
        { learnt: 'GET /users/bob', shown: 'GET /users/{name}', requests: 20 },
      ],
    });
  });

  it('leave other services alone, and go when they are taken back', async () => {
    const bench = createBench();
    bench.overrides.set({ operations: [{ ...cart, name: 'orders', templates: ['* /...'] }] });
    expect(await operationsOf(bench)).toHaveLength(3);
    bench.overrides.set({ operations: [{ ...cart, templates: ['* /...'] }] });
    expect(await operationsOf(bench)).toEqual([['* /...', 4]]);
    bench.overrides.set({ operations: [] });
    expect(await operationsOf(bench)).toHaveLength(3);
  });

  it('keep the names that lines of the log were written under', () => {
    const bench = createBench();
    const namesOf = () => createFindLearntNames(bench.context)('shop', 'cart', 'GET /users/{name}');
    expect(namesOf()).toEqual(['GET /users/{name}']);
    bench.overrides.set({ operations: [{ ...cart, templates: ['GET /users/{name}'] }] });
    expect(namesOf()).toEqual(['GET /users/{name}', 'GET /users/alice', 'GET /users/bob']);
  });
});
