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
    expect(layOut({ ...inputOf(), known: before })).toMatchObject(before);
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

describe('layOut() of a dense drawing', () => {
  /** Three boxes in a column between two that are as high, with no room anywhere. */
  const known = {
    positions: Object.fromEntries(
      ['a', 'b', 'c'].flatMap((group, index) => [
        [`${group}/1`, { x: 0, y: index * 160 }],
        [`left/${group}`, { x: -170, y: index * 160 }],
        [`right/${group}`, { x: 170, y: index * 160 }],
      ]),
    ),
    routes: { 'a/1>c/1': [{ x: -100, y: 300 }] },
  };
  const groupOf = (id: string) => id.split('/')[0] ?? '';
  const inputFor = (ids: readonly string[]): LayoutInput => ({
    layout: 'flow',
    edgeLabels: true,
    nodes: ids.map((id) => ({ id, left: 60, right: 60, top: 30, bottom: 50, group: groupOf(id) })),
    edges: [{ id: 'a/1>c/1', source: 'a/1', target: 'c/1' }],
    groups: [...new Set(ids.map(groupOf))].map((id) => ({ id })),
  });
  const input = inputFor([...Object.keys(known.positions), 'b/2']);
  const after = layOut({ ...input, known });

  it('pushes what lies below a box that is hemmed in down, and leaves the rest', () => {
    expect(after.isContinued).toBe(true);
    for (const id of ['a/1', 'b/1', 'left/a', 'left/b', 'right/a', 'right/b'])
      expect(after.positions[id]).toEqual(known.positions[id]);
    const pushed = (after.positions['c/1']?.y ?? 0) - 320;
    expect(pushed).toBeGreaterThan(0);
    expect(after.positions['left/c']).toEqual({ x: -170, y: 320 + pushed });
    expect(after.positions['b/2']?.x).toBe(0);
    expect(after.routes['a/1>c/1']).toEqual([{ x: -100, y: 300 + pushed }]);
  });

  it('leaves nothing over anything else', () => {
    const areas = input.nodes.map((node) => areaOf(node, after.positions[node.id] ?? { x: 0, y: 0 }));
    expect(areas.flatMap((a, index) => areas.slice(index + 1).filter((b) => overlap(a, b)))).toEqual([]);
  });
});
