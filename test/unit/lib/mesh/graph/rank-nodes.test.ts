import { describe, expect, it } from 'vitest';
import { rankNodes } from '@/lib/mesh/graph/rank-nodes';
import { makeEdge, makeNode } from '@/test/fixtures/mesh-graph';

describe('rankNodes()', () => {
  it('gives equal ranks to equal numbers of edges, from 1 to 100, and none without edges', () => {
    const nodes = ['a', 'b', 'c', 'd', 'e'].map((name) => makeNode(`app:x/${name}`));
    const edge = (from: string, to: string) => makeEdge(`app:x/${from}`, `app:x/${to}`, 1);
    const ranks = rankNodes({
      nodes,
      edges: [edge('a', 'b'), edge('a', 'c'), edge('a', 'd'), edge('b', 'c')],
    });
    expect(Object.fromEntries(ranks)).toEqual({
      'app:x/a': 1,
      'app:x/b': 51,
      'app:x/c': 51,
      'app:x/d': 100,
    });
  });
});
