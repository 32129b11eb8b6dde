import { describe, expect, it } from 'vitest';
import { findFocused } from '@/lib/mesh/graph/cut/find-focused';
import { indexLinks } from '@/lib/mesh/graph/cut/graph-link';
import { findNeighbourhood } from '@/lib/mesh/graph/cut/neighbourhood';
import { topEdges } from '@/lib/mesh/graph/cut/top-edges';
import { findWays } from '@/lib/mesh/graph/cut/ways-between';
import { makeEdge, makeNode } from '@/test/fixtures/mesh-graph';

/** a -> b -> c -> d, a -> x -> c, d -> b (a circle), y alone. */
const LINKS = ['a>b', 'b>c', 'c>d', 'a>x', 'x>c', 'd>b'].map((text) => {
  const [source = '', target = ''] = text.split('>');
  return { id: text, source, target };
});
const index = indexLinks(LINKS);
const sorted = (ids: Iterable<string>): string[] => [...ids].sort();

describe('findNeighbourhood()', () => {
  it('goes against the calls and along them, each as far as it is told', () => {
    expect(sorted(findNeighbourhood(index, ['c'], { up: 1, down: 0 }))).toEqual(['b', 'c', 'x']);
    expect(sorted(findNeighbourhood(index, ['c'], { up: 0, down: 2 }))).toEqual(['b', 'c', 'd']);
    expect(sorted(findNeighbourhood(index, ['c'], { up: 9, down: 0 }))).toEqual(['a', 'b', 'c', 'd', 'x']);
  });

  it('is the node alone without hops, or without links', () => {
    expect(sorted(findNeighbourhood(index, ['c'], { up: 0, down: 0 }))).toEqual(['c']);
    expect(sorted(findNeighbourhood(index, ['y'], { up: 3, down: 3 }))).toEqual(['y']);
  });
});

describe('findWays()', () => {
  it('finds every shortest way, and with a detour the longer ones', () => {
    expect(findWays(index, ['a'], ['c'], 0)).toEqual({
      hops: 2,
      nodes: new Set(['a', 'b', 'c', 'x']),
      links: new Set(['a>b', 'a>x', 'b>c', 'x>c']),
    });
    expect(findWays(index, ['b'], ['d'], 0).hops).toBe(2);
    expect(
      sorted(
        findWays(indexLinks([...LINKS, { id: 'a>c', source: 'a', target: 'c' }]), ['a'], ['c'], 0).links,
      ),
    ).toEqual(['a>c']);
    expect(
      sorted(
        findWays(indexLinks([...LINKS, { id: 'a>c', source: 'a', target: 'c' }]), ['a'], ['c'], 1).links,
      ),
    ).toEqual(['a>b', 'a>c', 'a>x', 'b>c', 'x>c']);
  });

  it('follows the calls only forwards, and says when there is no way', () => {
    expect(findWays(index, ['c'], ['a'], 5)).toEqual({ hops: undefined, nodes: new Set(), links: new Set() });
  });

  it('is a node alone from itself to itself', () => {
    expect(findWays(index, ['a'], ['a'], 0)).toEqual({ hops: 0, nodes: new Set(['a']), links: new Set() });
  });
});

describe('findFocused()', () => {
  const nodes = [
    makeNode('app:shop/cart@v1', { services: ['cart.shop.svc.cluster.local'] }),
    makeNode('app:shop/cart@v2', { services: ['cart.shop.svc.cluster.local'] }),
    makeNode('app:shop/orders'),
    makeNode('app:bank/cart'),
  ];
  const ids = (focus: string): string[] => findFocused(nodes, focus).map(({ id }) => id);

  it('is the node itself where it is in the graph', () => {
    expect(ids('app:shop/cart@v1')).toEqual(['app:shop/cart@v1']);
  });

  it('is every version of an app, everything behind a service, every member of a namespace', () => {
    const both = ['app:shop/cart@v1', 'app:shop/cart@v2'];
    expect(ids('app:shop/cart')).toEqual(both);
    expect(ids('service:shop/cart')).toEqual(both);
    expect(ids('workload:shop/cart-v2')).toEqual(['app:shop/cart@v2']);
    expect(ids('namespace:shop')).toEqual([...both, 'app:shop/orders']);
    expect(ids('workload:shop/nobody')).toEqual([]);
  });
});

describe('topEdges()', () => {
  const [a, b, c, d] = ['app:s/a', 'app:s/b', 'app:s/c', 'app:s/d'] as const;
  const edges = [
    makeEdge(a, b, 100),
    makeEdge(a, c, 1, { health: { status: 'Failure', errorPercent: 50 } }),
    makeEdge(b, c, 20),
    makeEdge(c, d, 2),
    makeEdge(a, d, 8),
  ];
  const rates = (most: number): number[] => topEdges(edges, most).map(({ rate }) => rate);

  it('keeps trouble first, then the busiest edge of every node, then the busiest', () => {
    expect(rates(1)).toEqual([1]);
    expect(rates(2)).toEqual([100, 1]);
    expect(rates(3)).toEqual([100, 1, 8]);
    expect(rates(4)).toEqual([100, 1, 20, 8]);
  });

  it('keeps everything where there is room, in the order it came', () => {
    expect(topEdges(edges, 5)).toEqual(edges);
  });

  it('counts a kilobyte a second of tcp as a request', () => {
    const tcp = makeEdge(b, d, 200_000, { protocol: 'tcp' });
    expect(topEdges([...edges, tcp], 2)).toContain(tcp);
  });
});
