import { describe, expect, it } from 'vitest';
import { LOST_AFTER_MS, rememberEdges, watchEdges } from '@/lib/mesh/changes/watch-edges';
import type { GraphEdge, GraphNode, MeshGraph } from '@/lib/mesh/graph/graph';

const WEB = 'workload:shop/web-v1';
const CART = 'workload:shop/cart-v1';
const ID = `${WEB}->${CART}#http`;

function graphAt(to: number, edge?: 'busy' | 'idle'): MeshGraph {
  const node = (id: string, name: string) => ({ id, name, namespace: 'shop' }) as GraphNode;
  const drawn = { id: ID, source: WEB, target: CART, isIdle: edge === 'idle' } as GraphEdge;
  return {
    type: 'workload',
    from: to - 60_000,
    to,
    folded: [],
    omittedEdges: 0,
    nodes: [node(WEB, 'web-v1'), node(CART, 'cart-v1')],
    edges: edge === undefined ? [] : [drawn],
  };
}

describe('watchEdges()', () => {
  it('tells of an edge nobody has seen before, once', () => {
    const first = watchEdges(rememberEdges(graphAt(0)), graphAt(10_000, 'busy'));
    expect(first.changes).toEqual([
      {
        kind: 'edge-new',
        severity: 'info',
        namespace: 'shop',
        subject: ID,
        message: 'web-v1 calls cart-v1 for the first time.',
      },
    ]);
    expect(watchEdges(first.memory, graphAt(20_000, 'busy')).changes).toEqual([]);
  });

  it('says nothing of what was there at the first look, also when it was asleep then', () => {
    expect(watchEdges(rememberEdges(graphAt(0, 'busy')), graphAt(10_000, 'busy')).changes).toEqual([]);
    expect(watchEdges(rememberEdges(graphAt(0, 'idle')), graphAt(10_000, 'busy')).changes).toEqual([]);
    const asleep = watchEdges(rememberEdges(graphAt(0, 'idle')), graphAt(LOST_AFTER_MS * 2, 'idle'));
    expect(asleep.changes).toEqual([]);
  });

  it('tells of an edge that stays silent, once, and of its return', () => {
    const known = rememberEdges(graphAt(0, 'busy'));
    expect(watchEdges(known, graphAt(LOST_AFTER_MS - 1, 'idle')).changes).toEqual([]);
    const lost = watchEdges(known, graphAt(LOST_AFTER_MS, 'idle'));
    expect(lost.changes).toMatchObject([
      { kind: 'edge-lost', severity: 'warning', message: 'web-v1 has stopped calling cart-v1.' },
    ]);
    expect(watchEdges(lost.memory, graphAt(LOST_AFTER_MS + 10_000, 'idle')).changes).toEqual([]);
    expect(watchEdges(lost.memory, graphAt(LOST_AFTER_MS + 20_000, 'busy')).changes).toMatchObject([
      { kind: 'edge-new', message: 'web-v1 calls cart-v1 again.' },
    ]);
  });
});
