import { describe, expect, it } from 'vitest';
import { countCrossings } from '@/lib/mesh/graph/layout/count-crossings';
import type { LayeredGraph } from '@/lib/mesh/graph/layout/layered-graph';

function graphOf(right: number[][]): LayeredGraph {
  return { nodes: 6, layerOf: [], boxesOf: [], extents: [], left: [], right, layers: [], chains: [] };
}

describe('countCrossings()', () => {
  it('counts every pair of a complete bipartite graph that crosses', () => {
    const right = [[3, 4, 5], [3, 4, 5], [3, 4, 5], [], [], []];
    expect(
      countCrossings(graphOf(right), [
        [0, 1, 2],
        [3, 4, 5],
      ]),
    ).toBe(9);
  });

  it('does not count edges that share an end', () => {
    expect(
      countCrossings(graphOf([[3, 4], [4], [], [], [], []]), [
        [0, 1],
        [3, 4],
      ]),
    ).toBe(0);
  });

  it('sees an order that uncrosses', () => {
    const right = [[4], [3], [], [], [], []];
    expect(
      countCrossings(graphOf(right), [
        [0, 1],
        [3, 4],
      ]),
    ).toBe(1);
    expect(
      countCrossings(graphOf(right), [
        [1, 0],
        [3, 4],
      ]),
    ).toBe(0);
  });
});
