import { describe, expect, it } from 'vitest';
import { layOut } from '@/lib/mesh/graph/layout/lay-out';
import type { LayoutInput } from '@/lib/mesh/graph/layout/layout-input';
import { areaOf, overlap } from '@/lib/mesh/graph/layout/scene';
import { makeMeshGraph } from '@/test/fixtures/mesh-graph';

function inputOf(without: readonly string[] = []): LayoutInput {
  const graph = makeMeshGraph();
  const nodes = graph.nodes.filter(({ id }) => !without.includes(id));
  const ids = new Set(nodes.map(({ id }) => id));
  return {
    layout: 'flow',
    nodes: nodes.map(({ id, namespace }) => ({
      id,
      left: 50,
      right: 50,
      top: 26,
      bottom: 60,
      group: namespace,
    })),
    edges: graph.edges.filter(({ source, target }) => ids.has(source) && ids.has(target)),
    groups: [...new Set(nodes.map(({ namespace }) => namespace))].map((id) => ({ id })),
    edgeLabels: true,
  };
}

const RATINGS = 'app:bookinfo/ratings@v1';

describe('layOut() with known positions', () => {
  it('leaves every known node where it was when one joins', () => {
    const before = layOut(inputOf([RATINGS]));
    const after = layOut({ ...inputOf(), known: before });
    for (const [id, point] of Object.entries(before.positions)) expect(after.positions[id]).toEqual(point);
  });

  it('finds a free place for the node that joins', () => {
    const after = layOut({ ...inputOf(), known: layOut(inputOf([RATINGS])) });
    const nodes = inputOf().nodes;
    const areas = nodes.map((node) => areaOf(node, after.positions[node.id] ?? { x: 0, y: 0 }));
    expect(areas.flatMap((a, index) => areas.slice(index + 1).filter((b) => overlap(a, b)))).toEqual([]);
  });

  it('moves nothing when one leaves', () => {
    const before = layOut(inputOf());
    const after = layOut({ ...inputOf([RATINGS]), known: before });
    for (const [id, point] of Object.entries(after.positions)) expect(before.positions[id]).toEqual(point);
  });

  it('brings a node that comes back to its old place', () => {
    const before = layOut(inputOf());
    expect(layOut({ ...inputOf(), known: before })).toEqual(before);
  });

  it('starts afresh when most is new', () => {
    const known = { positions: { [RATINGS]: { x: -4_000, y: 77 } }, routes: {} };
    expect(layOut({ ...inputOf(), known })).toEqual(layOut(inputOf()));
  });

  it('moves nothing known while places are held, and finds a place of its own for everything new', () => {
    const known = { positions: { [RATINGS]: { x: -4_000, y: 77 } }, routes: {} };
    const after = layOut({ ...inputOf(), known, isHeld: true });
    expect(after.positions[RATINGS]).toEqual({ x: -4_000, y: 77 });
    const places = Object.values(after.positions).map(({ x, y }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(inputOf().nodes.length);
  });
});
