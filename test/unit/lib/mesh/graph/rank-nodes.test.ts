import { describe, expect, it } from 'vitest';
import { rankNodes } from '@/lib/mesh/graph/rank-nodes';
import { makeEdge, makeNode } from '@/test/fixtures/mesh-graph';

describe('rankNodes()', () => {
  it('gives equal ranks to equal numbers of edges, one after the other, the last to who has none', () => {
    const nodes = ['a', 'b', 'c', 'd', 'e'].map((name) => makeNode(`app:x/${name}`));
    const edge = (from: string, to: string) => makeEdge(`app:x/${from}`, `app:x/${to}`, 1);
    const ranks = rankNodes({
      nodes,
      edges: [edge('a', 'b'), edge('a', 'c'), edge('a', 'd'), edge('b', 'c')],
    });
    expect(Object.fromEntries(ranks)).toEqual({
      'app:x/a': 1,
      'app:x/b': 2,
      'app:x/c': 2,
      'app:x/d': 3,
      'app:x/e': 4,
    });
  });

  it('presses more than a hundred scores together', () => {
    const nodes = Array.from({ length: 150 }, (_, index) => makeNode(`app:x/n${index}`));
    const edges = nodes.flatMap(({ id }, index) =>
      Array.from({ length: index }, (_, at) => ({ ...makeEdge(id, 'app:x/sink', 1), id: `${id} ${at}` })),
    );
    const ranks = rankNodes({ nodes, edges });
    expect(ranks.get('app:x/n149')).toBe(1);
    expect(ranks.get('app:x/n0')).toBe(100);
    expect(ranks.get('app:x/sink')).toBeUndefined();
    expect(new Set(ranks.values()).size).toBe(100);
  });
});
