import { beforeAll, describe, expect, it, vi } from 'vitest';
import { nodeExtents } from '@/components/graph/layout/node-extents';
import { nodeLook } from '@/components/graph/look/node-look';
import { makeNode } from '@/test/fixtures/mesh-graph';

// Without a canvas a letter counts seven pixels.
beforeAll(() => {
  vi.stubGlobal('document', { createElement: () => ({ getContext: () => null }) });
  return () => vi.unstubAllGlobals();
});

const fonts = { title: 't', subtitle: 's', chip: 'c', plate: 'p', box: 'b', glyph: 'g' };

function extentsOfBox(health: Record<string, number>) {
  const members = { nodes: 30, health };
  const node = { ...makeNode('app:shop/a'), kind: 'namespace' as const, name: 'shop', members } as ReturnType<
    typeof makeNode
  >;
  return nodeExtents(nodeLook(node, false), fonts, '', { badges: 0, isRoomy: true });
}

describe('nodeExtents()', () => {
  it('keeps the same room for the trouble of a box whether there is some or not', () => {
    expect(extentsOfBox({ Healthy: 30 })).toEqual(extentsOfBox({ Degraded: 13, Healthy: 17 }));
  });

  it('is wide enough for the trouble of a box, grown a little', () => {
    const { left, right } = extentsOfBox({ Degraded: 13 });
    expect(left + right).toBeGreaterThan('13 degraded'.length * 7 * 1.3);
  });
});
