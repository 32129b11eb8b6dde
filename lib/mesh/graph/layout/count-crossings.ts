import type { LayeredGraph } from './layered-graph';

/** How many pairs of edge pieces cross when the columns are ordered like `layers` (accumulator tree, Barth et al. 2002). */
export function countCrossings(graph: LayeredGraph, layers: readonly (readonly number[])[]): number {
  let crossings = 0;
  for (let index = 0; index + 1 < layers.length; index += 1) {
    crossings += countBetween(layers[index] ?? [], layers[index + 1] ?? [], graph.right);
  }
  return crossings;
}

function countBetween(
  from: readonly number[],
  to: readonly number[],
  right: readonly (readonly number[])[],
): number {
  const placeOf = new Map(to.map((vertex, index) => [vertex, index]));
  const tree = new Int32Array(to.length + 1);
  let crossings = 0;
  let drawn = 0;
  for (const vertex of from) {
    const places = (right[vertex] ?? []).map((target) => placeOf.get(target) ?? 0);
    for (const place of places) crossings += drawn - countUpTo(tree, place);
    for (const place of places) add(tree, place);
    drawn += places.length;
  }
  return crossings;
}

function add(tree: Int32Array, place: number): void {
  for (let node = place + 1; node < tree.length; node += node & -node) tree[node] = (tree[node] ?? 0) + 1;
}

/** How many drawn ends are at `place` or above it. */
function countUpTo(tree: Int32Array, place: number): number {
  let sum = 0;
  for (let node = place + 1; node > 0; node -= node & -node) sum += tree[node] ?? 0;
  return sum;
}
