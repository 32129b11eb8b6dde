import { describe, expect, it, vi } from 'vitest';
import * as nodeId from '@/lib/mesh/graph/node-id';
import { getNames } from '@/lib/server/query/get-names';
import { callLabels, makePoint } from '@/test/support/traffic';
import { QueryBench } from './query-bench';

vi.mock('@/lib/mesh/graph/node-id', async (original) => {
  const module = await original<typeof nodeId>();
  return { ...module, formatSubject: vi.fn(module.formatSubject) };
});

const CODES = ['200', '201', '400', '404', '500', '503'];

function createBench(): QueryBench {
  const bench = new QueryBench();
  for (const response_code of CODES)
    for (const [from, to] of [
      ['web', 'cart'],
      ['web', 'orders'],
      ['cart', 'orders'],
    ] as const)
      bench.add(callLabels(from, to, { response_code }), 10, makePoint(1));
  return bench;
}

describe('getNames()', () => {
  it('names every end of every series once', () => {
    const { namespaces, entities } = getNames(createBench().context);
    const ids = entities.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    for (const name of ['web', 'cart', 'orders'])
      expect(entities.some((entity) => entity.name.startsWith(name))).toBe(true);
    expect(namespaces).toEqual([...new Set(entities.map(({ namespace }) => namespace))].sort());
  });

  it('writes ids for nodes, however many series they have', () => {
    const { context } = createBench();
    getNames(context);
    vi.mocked(nodeId.formatSubject).mockClear();
    const { entities } = getNames(context);
    expect(vi.mocked(nodeId.formatSubject).mock.calls.length).toBeLessThanOrEqual(2 * entities.length);
  });
});
