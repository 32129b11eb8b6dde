import type { Adjacency } from './break-cycles';

/**
 * The column of each vertex of a graph without cycles: the longest path from a root, then vertices with slack are pulled
 * towards what they call, so that a root that only calls a late service stands next to it.
 */
export function assignLayers(targets: Adjacency): number[] {
  const order = sortTopologically(targets);
  const layers = new Array<number>(targets.length).fill(0);
  for (const vertex of order) {
    const next = (layers[vertex] ?? 0) + 1;
    for (const target of targets[vertex] ?? []) layers[target] = Math.max(layers[target] ?? 0, next);
  }
  const callers = invert(targets);
  for (const vertex of order.toReversed()) {
    const called = targets[vertex] ?? [];
    if (called.length <= (callers[vertex]?.length ?? 0)) continue;
    layers[vertex] = Math.min(...called.map((target) => layers[target] ?? 0)) - 1;
  }
  return layers;
}

/** The callers of each vertex. */
export function invert(targets: Adjacency): number[][] {
  const callers: number[][] = targets.map(() => []);
  for (const [vertex, list] of targets.entries()) for (const target of list) callers[target]?.push(vertex);
  return callers;
}

/** Vertices in an order in which every arc points forwards; vertices on a cycle are left out. */
export function sortTopologically(targets: Adjacency): number[] {
  const waiting = new Array<number>(targets.length).fill(0);
  for (const list of targets) for (const target of list) waiting[target] = (waiting[target] ?? 0) + 1;
  const order = targets.map((_, vertex) => vertex).filter((vertex) => waiting[vertex] === 0);
  for (let index = 0; index < order.length; index += 1) {
    for (const target of targets[order[index] ?? -1] ?? []) {
      const left = (waiting[target] ?? 0) - 1;
      waiting[target] = left;
      if (left === 0) order.push(target);
    }
  }
  return order;
}
