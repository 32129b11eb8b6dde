import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut } from '@/lib/mesh/graph/layout/lay-out';
import type { LayoutGroup, LayoutInput, LayoutResult } from '@/lib/mesh/graph/layout/layout-input';

type Arc = readonly [number, number];

function makeInput(count: number, arcs: readonly Arc[], boxOf: readonly number[] = []): LayoutInput {
  const boxes = [...new Set(boxOf)].filter((box) => box > 0).sort();
  const groups: LayoutGroup[] = boxes.map((box) => ({ id: `box${box}`, parent: `outer${box % 2}` }));
  return {
    layout: 'radial',
    nodes: Array.from({ length: count }, (_, index) => {
      const box = boxOf[index] ?? 0;
      return {
        id: `n${String(index).padStart(3, '0')}`,
        ...{ left: 40, right: 40, top: 26, bottom: 60 },
        ...(box > 0 ? { group: `box${box}` } : {}),
      };
    }),
    edges: arcs.map(([source, target]) => ({
      id: `${source}>${target}`,
      source: `n${String(source).padStart(3, '0')}`,
      target: `n${String(target).padStart(3, '0')}`,
    })),
    groups: [{ id: 'outer0' }, { id: 'outer1' }, ...groups],
    edgeLabels: true,
  };
}

/** A tree from node 0 with further calls that skip ahead. */
const meshes = fc.integer({ min: 2, max: 60 }).chain((count) =>
  fc
    .record({
      parents: fc.array(fc.nat(1_000), { minLength: count - 1, maxLength: count - 1 }),
      more: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 12 }),
      boxOf: fc.array(fc.nat(6), { minLength: count, maxLength: count }),
    })
    .map(({ parents, more, boxOf }) => ({
      count,
      boxOf,
      arcs: [
        ...parents.map((parent, index): Arc => [parent % (index + 1), index + 1]),
        ...more.filter(([from, to]) => from < to),
      ],
    })),
);

function fromMiddle({ positions }: LayoutResult, count: number): number[] {
  const middle = positions.n000 ?? { x: Number.NaN, y: 0 };
  return Array.from({ length: count }, (_, index) => {
    const at = positions[`n${String(index).padStart(3, '0')}`] ?? { x: Number.NaN, y: 0 };
    return Math.hypot(at.x - middle.x, at.y - middle.y);
  });
}

describe('layOut() with radial', () => {
  it('sets what is more calls away from the root further out', () => {
    fc.assert(
      fc.property(meshes, ({ count, arcs }) => {
        const away = fromMiddle(layOut(makeInput(count, arcs)), count);
        const hops = new Array<number>(count).fill(0);
        for (let index = 1; index < count; index += 1) {
          hops[index] =
            1 + Math.min(...arcs.filter(([, to]) => to === index).map(([from]) => hops[from] ?? 0));
        }
        for (const [a, near] of hops.entries())
          for (const [b, far] of hops.entries()) if (near < far) expect(away[a]).toBeLessThan(away[b] ?? 0);
      }),
      { numRuns: 60 },
    );
  });

  it('draws a small star as one circle around its root', () => {
    const away = fromMiddle(
      layOut(
        makeInput(
          9,
          Array.from({ length: 8 }, (_, index): Arc => [0, index + 1]),
        ),
      ),
      9,
    ).slice(1);
    expect(Math.max(...away) - Math.min(...away)).toBeLessThan(3);
  });

  it('draws a chain as a straight line', () => {
    const input = makeInput(4, [
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
    expect(new Set(Object.values(layOut(input).positions).map(({ y }) => y)).size).toBe(1);
  });

  it('sets what is called beside its only caller', () => {
    const { positions } = layOut(
      makeInput(9, [
        [0, 1],
        [0, 2],
        [0, 3],
        [0, 4],
        [1, 5],
        [2, 6],
        [3, 7],
        [4, 8],
      ]),
    );
    const distance = (a: string, b: string): number =>
      Math.hypot(
        (positions[a]?.x ?? 0) - (positions[b]?.x ?? 0),
        (positions[a]?.y ?? 0) - (positions[b]?.y ?? 0),
      );
    for (const [caller, called] of [1, 2, 3, 4].map((at) => [`n00${at}`, `n00${at + 4}`] as const)) {
      const others = ['n001', 'n002', 'n003', 'n004'].filter((id) => id !== caller);
      for (const other of others) expect(distance(called, caller)).toBeLessThan(distance(called, other));
    }
  });

  it('sends what two roots both call to both sides, not all to one', () => {
    const { positions } = layOut(
      makeInput(4, [
        [0, 2],
        [0, 3],
        [1, 2],
        [1, 3],
      ]),
    );
    const side = (id: string): number => Math.sign((positions[id]?.x ?? 0) - (positions.n000?.x ?? 0));
    expect([side('n002'), side('n003')].sort()).toEqual([-1, 1]);
  });

  it('sets what has no edges where there is room, as near as it can be', () => {
    const height = (input: LayoutInput): number => {
      const ys = Object.values(layOut(input).positions).map(({ y }) => y);
      return Math.max(...ys) - Math.min(...ys);
    };
    const star = Array.from({ length: 12 }, (_, index): Arc => [0, index + 1]);
    // One row below at most, however wide the ring of the twelve is.
    expect(height(makeInput(14, star))).toBeLessThanOrEqual(height(makeInput(13, star)) + 26 + 60 + 40);
  });

  it('sets a single thing without edges below, where a wide screen has room', () => {
    const { positions } = layOut(
      makeInput(4, [
        [0, 1],
        [0, 2],
      ]),
    );
    expect(positions.n003?.x).toBe(positions.n000?.x);
    expect(positions.n003?.y).toBeGreaterThan(positions.n000?.y ?? 0);
  });

  it('starts a cycle that nothing calls where the most goes out', () => {
    const { positions } = layOut(
      makeInput(5, [
        [1, 2],
        [2, 1],
        [1, 3],
        [1, 4],
        [3, 0],
      ]),
    );
    const hub = positions.n001 ?? { x: 0, y: 0 };
    const away = (id: string): number =>
      Math.hypot((positions[id]?.x ?? 0) - hub.x, (positions[id]?.y ?? 0) - hub.y);
    expect(away('n000')).toBeGreaterThan(Math.max(away('n002'), away('n003'), away('n004')));
  });

  it('cuts a crowd of idle nodes into several rings', () => {
    const xs = Object.values(layOut(makeInput(150, [])).positions).map(({ x }) => x);
    // One circle would be 150 diagonals around.
    expect(Math.max(...xs) - Math.min(...xs)).toBeLessThan((0.6 * 150 * Math.hypot(80, 86)) / Math.PI);
  });

  it('stays within the length of all it places in a row, boxes in boxes too', () => {
    fc.assert(
      fc.property(meshes, ({ count, arcs, boxOf }) => {
        const input = makeInput(count, arcs, boxOf);
        const points = Object.values(layOut(input).positions);
        const row = (count + 2 * input.groups.length) * (Math.hypot(80, 86) + 2 * 58);
        for (const axis of ['x', 'y'] as const) {
          const values = points.map((point) => point[axis]);
          expect(Math.max(...values) - Math.min(...values)).toBeLessThan(1.5 * row);
        }
      }),
      { numRuns: 60 },
    );
  });
});
