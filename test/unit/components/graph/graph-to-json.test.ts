import { describe, expect, it } from 'vitest';
import { graphToJson } from '@/components/graph/export/graph-to-json';
import { EMPTY_GRAPH } from '@/components/graph/model/drawn-graph';
import { makeNode } from '@/test/fixtures/mesh-graph';

describe('graphToJson()', () => {
  it('says of which graph and when it is, and where it was seen', () => {
    const node = makeNode('app:shop/cart@v1');
    const url = { type: 'app', find: 'cart', hide: '' } as const;
    const text = graphToJson({ ...EMPTY_GRAPH, nodes: [node] }, url, { from: 0, to: 60_000 }, 'http://here/');
    expect(JSON.parse(text)).toEqual({
      type: 'app',
      window: { from: '1970-01-01T00:00:00.000Z', to: '1970-01-01T00:01:00.000Z' },
      address: 'http://here/',
      find: 'cart',
      hide: '',
      nodes: [node],
      edges: [],
    });
  });
});
