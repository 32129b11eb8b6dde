import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut } from '@/lib/mesh/graph/layout/lay-out';
import type { LayoutInput, LayoutName } from '@/lib/mesh/graph/layout/layout-input';
import { SPACING } from '@/lib/mesh/graph/layout/layout-spacing';
import { areaOf, overlap } from '@/lib/mesh/graph/layout/scene';
import { findBoxClashes } from './find-box-clashes';

const LAYOUTS: readonly LayoutName[] = ['flow', 'down', 'radial', 'force', 'grid'];

function makeInput(
  layout: LayoutName,
  count: number,
  arcs: readonly (readonly [number, number])[],
  boxes = 0,
): LayoutInput {
  const groups = Array.from({ length: boxes }, (_, box) => ({ id: `box${box}` }));
  return {
    layout,
    nodes: Array.from({ length: count }, (_, index) => ({
      id: `n${index}`,
      left: 40,
      right: 40,
      top: 26,
      bottom: 60,
      ...(boxes > 0 && index % (boxes + 1) < boxes ? { group: `box${index % (boxes + 1)}` } : {}),
    })),
    edges: arcs.map(([source, target]) => ({
      id: `${source}>${target}`,
      source: `n${source}`,
      target: `n${target}`,
    })),
    groups,
    edgeLabels: false,
  };
}

const graphs = fc.integer({ min: 1, max: 24 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    boxes: fc.integer({ min: 0, max: 4 }),
    arcs: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 50 }),
  }),
);

describe.each(LAYOUTS)('layOut() with %s', (layout) => {
  it('places every node, none over another', () => {
    fc.assert(
      fc.property(graphs, ({ count, arcs, boxes }) => {
        const input = makeInput(layout, count, arcs, boxes);
        const { positions } = layOut(input);
        const areas = input.nodes.map((node) => areaOf(node, positions[node.id] ?? { x: Number.NaN, y: 0 }));
        expect(areas.every(({ left }) => Number.isFinite(left))).toBe(true);
        const clashes = areas.flatMap((a, index) => areas.slice(index + 1).filter((b) => overlap(a, b)));
        expect(clashes).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same drawing whatever the order of its input', () => {
    fc.assert(
      fc.property(graphs, ({ count, arcs, boxes }) => {
        const input = makeInput(layout, count, arcs, boxes);
        const turned = { ...input, nodes: input.nodes.toReversed(), edges: input.edges.toReversed() };
        expect(layOut(turned)).toEqual(layOut(input));
      }),
      { numRuns: 30 },
    );
  });
});

describe.each(['flow', 'radial', 'force', 'grid'] as const)('layOut() with %s and boxes', (layout) => {
  it('keeps boxes apart from each other and from strangers', () => {
    fc.assert(
      fc.property(graphs, ({ count, arcs, boxes }) => {
        const input = makeInput(layout, count, arcs, boxes);
        expect(findBoxClashes(input, layOut(input))).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });
});

describe('layOut() with force', () => {
  it('keeps what nothing is tied to with the rest', () => {
    const input = makeInput(
      'force',
      17,
      Array.from({ length: 15 }, (_, index) => [Math.floor(index / 2), index + 1]),
    );
    const { positions } = layOut(input);
    const tied = input.nodes.map(({ id }) => id).filter((id) => id !== 'n16');
    const mean = (axis: 'x' | 'y') =>
      tied.reduce((sum, id) => sum + (positions[id]?.[axis] ?? 0), 0) / tied.length;
    const middle = { x: mean('x'), y: mean('y') };
    const reach = (id: string) =>
      Math.hypot((positions[id]?.x ?? 0) - middle.x, (positions[id]?.y ?? 0) - middle.y);
    expect(reach('n16')).toBeLessThan(1.5 * Math.max(...tied.map(reach)));
  });
});

describe('layOut() with flow', () => {
  it('puts callers left of what they call', () => {
    const { positions } = layOut(
      makeInput('flow', 4, [
        [0, 1],
        [1, 2],
        [0, 3],
        [3, 2],
      ]),
    );
    expect(positions.n0?.x).toBeLessThan(positions.n1?.x ?? 0);
    expect(positions.n1?.x).toBeLessThan(positions.n2?.x ?? 0);
    expect(positions.n3?.x).toBeLessThan(positions.n2?.x ?? 0);
  });

  it('draws a chain as a straight line', () => {
    const { positions } = layOut(
      makeInput('flow', 4, [
        [0, 1],
        [1, 2],
        [2, 3],
      ]),
    );
    expect(new Set(Object.values(positions).map(({ y }) => y)).size).toBe(1);
  });

  it('routes a long edge through the columns between its ends', () => {
    const { routes, positions } = layOut(
      makeInput('flow', 4, [
        [0, 1],
        [1, 2],
        [2, 3],
        [0, 3],
      ]),
    );
    expect(routes['0>3']?.map(({ x }) => x)).toEqual([positions.n1?.x, positions.n2?.x]);
  });

  it('survives loops and cycles', () => {
    const { positions } = layOut(
      makeInput('flow', 3, [
        [0, 0],
        [0, 1],
        [1, 2],
        [2, 0],
      ]),
    );
    expect(Object.keys(positions)).toHaveLength(3);
  });

  it('finds the order without crossings of a planar two-column graph', () => {
    const { positions } = layOut(
      makeInput('flow', 6, [
        [0, 5],
        [1, 4],
        [2, 3],
      ]),
    );
    const order = (ids: string[]): string[] =>
      ids.toSorted((a, b) => (positions[a]?.y ?? 0) - (positions[b]?.y ?? 0));
    const partner: Record<string, string> = { n0: 'n5', n1: 'n4', n2: 'n3' };
    expect(order(['n3', 'n4', 'n5'])).toEqual(order(['n0', 'n1', 'n2']).map((id) => partner[id]));
  });

  it('fills rows with idle nodes, not one tower', () => {
    const { positions } = layOut(makeInput('flow', 16, []));
    expect(new Set(Object.values(positions).map(({ x }) => x)).size).toBeGreaterThanOrEqual(4);
  });

  it('stays within a tower of all it places, however far apart the members of inner boxes lie', () => {
    const meshes = fc.integer({ min: 12, max: 48 }).chain((count) =>
      fc.record({
        boxOf: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }),
        // Chains with few branches: as many columns as there can be.
        back: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: count, maxLength: count }),
      }),
    );
    fc.assert(
      fc.property(meshes, ({ boxOf, back }) => {
        const arcs = back.slice(1).map((step, index) => [Math.max(0, index + 1 - step), index + 1] as const);
        const input = makeInput('flow', boxOf.length, arcs);
        const nodes = input.nodes.map((node, index) => {
          const box = boxOf[index] ?? 0;
          return box < 7 ? { ...node, group: `box${box}` } : node;
        });
        const inner = Array.from({ length: 7 }, (_, box) => ({ id: `box${box}`, parent: `outer${box % 2}` }));
        const groups = [{ id: 'outer0' }, { id: 'outer1' }, ...inner];
        const rows = Object.values(layOut({ ...input, nodes, groups }).positions).map(({ y }) => y);
        const tower = nodes.length * (26 + 60 + SPACING.nodes) + groups.length * 3 * SPACING.boxes;
        expect(Math.max(...rows) - Math.min(...rows)).toBeLessThan(1.5 * tower);
      }),
      { numRuns: 60 },
    );
  });
});
