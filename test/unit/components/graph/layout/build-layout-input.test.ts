import { describe, expect, it } from 'vitest';
import { isWithin, topologyOf } from '@/components/graph/layout/build-layout-input';
import type { LayoutInput } from '@/lib/mesh/graph/layout/layout-input';

function inputOf(ids: readonly string[]): LayoutInput {
  const extents = { left: 10, right: 10, top: 10, bottom: 10 };
  return {
    layout: 'flow',
    edgeLabels: true,
    nodes: ids.map((id) => ({ id, ...extents })),
    edges: ids
      .slice(1)
      .map((id, index) => ({ id: `${ids[index]}>${id}`, source: ids[index] ?? '', target: id })),
    groups: [],
  };
}

describe('topologyOf()', () => {
  it('is the same for the same things in whatever order', () => {
    const first = topologyOf(inputOf(['a', 'b']));
    const turned = inputOf(['a', 'b']);
    expect(topologyOf({ ...turned, nodes: turned.nodes.toReversed() })).toBe(first);
  });

  it('is another one when something appears, grows or is laid out otherwise', () => {
    const input = inputOf(['a', 'b']);
    const first = topologyOf(input);
    const wider = { ...input, nodes: input.nodes.map((node) => ({ ...node, left: 20 })) };
    for (const other of [inputOf(['a', 'b', 'c']), wider, { ...input, layout: 'grid' as const }])
      expect(topologyOf(other)).not.toBe(first);
  });
});

describe('isWithin()', () => {
  it('tells what was hidden from what is new', () => {
    const whole = topologyOf(inputOf(['a', 'b', 'c']));
    expect(isWithin(topologyOf(inputOf(['a', 'b'])), whole)).toBe(true);
    expect(isWithin(topologyOf(inputOf(['a', 'd'])), whole)).toBe(false);
    expect(isWithin(topologyOf({ ...inputOf(['a']), layout: 'grid' }), whole)).toBe(false);
  });
});
