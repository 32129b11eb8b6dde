import { countCrossings } from './count-crossings';
import type { LayeredGraph } from './layered-graph';

/**
 * Orders the vertices of every column so that few edges cross: sweeps to the right and to the left move each vertex to the
 * mean place of its neighbours (barycentres), and the order with the fewest crossings wins. Members of a box stay together,
 * and two boxes keep the same order in every column they share: each box has one rank, renewed after a sweep.
 */
export function orderLayers(graph: LayeredGraph, groups: number): void {
  const place = new Float64Array(graph.layerOf.length);
  const rank = new Float64Array(groups);
  graph.layers = startLayers(graph);
  settle(graph, place, rank);
  let best = graph.layers;
  let fewest = countCrossings(graph, best);
  const sweeps = graph.layerOf.length > 4_000 ? 8 : 24;
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep += 1) {
    const rightwards = sweep % 2 === 0;
    graph.layers = sweepOnce(graph, place, rank, rightwards);
    settle(graph, place, rank);
    const crossings = countCrossings(graph, graph.layers);
    if (crossings < fewest) {
      fewest = crossings;
      best = graph.layers;
    }
  }
  graph.layers = best;
}

/** Vertices by column, in the order a walk along the edges meets them. */
function startLayers(graph: LayeredGraph): number[][] {
  const layers: number[][] = Array.from({ length: Math.max(-1, ...graph.layerOf) + 1 }, () => []);
  const seen = new Set<number>();
  const visit = (vertex: number): void => {
    const stack = [vertex];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      layers[graph.layerOf[next] ?? 0]?.push(next);
      stack.push(...(graph.right[next] ?? []).toReversed());
    }
  };
  const vertices = [...graph.layerOf.keys()];
  for (const vertex of vertices)
    if (graph.left[vertex]?.length === 0 && graph.right[vertex]?.length !== 0) visit(vertex);
  for (const vertex of vertices) visit(vertex);
  return layers;
}

/** Gives every vertex its place in its column, 0..1, every box the mean place of its members, and sorts columns by both. */
function settle(graph: LayeredGraph, place: Float64Array, rank: Float64Array): void {
  rememberPlaces(graph.layers, place);
  const sums = new Float64Array(rank.length);
  const counts = new Float64Array(rank.length);
  for (const [vertex, boxes] of graph.boxesOf.entries()) {
    for (const box of boxes) {
      sums[box] = (sums[box] ?? 0) + (place[vertex] ?? 0);
      counts[box] = (counts[box] ?? 0) + 1;
    }
  }
  for (const box of rank.keys()) rank[box] = (sums[box] ?? 0) / Math.max(1, counts[box] ?? 0);
  graph.layers = graph.layers.map((layer) => sortLayer(graph, layer, place, rank));
  rememberPlaces(graph.layers, place);
}

function sweepOnce(
  graph: LayeredGraph,
  place: Float64Array,
  rank: Float64Array,
  rightwards: boolean,
): number[][] {
  const layers = [...graph.layers];
  const neighbours = rightwards ? graph.left : graph.right;
  const order = rightwards ? [...layers.keys()] : [...layers.keys()].toReversed();
  for (const index of order) {
    const layer = layers[index] ?? [];
    for (const vertex of layer)
      place[vertex] = meanPlace(neighbours[vertex] ?? [], place, place[vertex] ?? 0);
    layers[index] = sortLayer(graph, layer, place, rank);
    rememberPlaces([layers[index]], place);
  }
  return layers;
}

function sortLayer(
  graph: LayeredGraph,
  layer: readonly number[],
  place: Float64Array,
  rank: Float64Array,
): number[] {
  const before = new Map(layer.map((vertex, index) => [vertex, index]));
  return layer.toSorted((a, b) => {
    const boxesA = graph.boxesOf[a] ?? [];
    const boxesB = graph.boxesOf[b] ?? [];
    let depth = 0;
    while (depth < boxesA.length && boxesA[depth] === boxesB[depth]) depth += 1;
    const boxA = boxesA[depth];
    const boxB = boxesB[depth];
    const keyA = boxA === undefined ? place[a] : rank[boxA];
    const keyB = boxB === undefined ? place[b] : rank[boxB];
    return (
      (keyA ?? 0) - (keyB ?? 0) || (boxA ?? -1) - (boxB ?? -1) || (before.get(a) ?? 0) - (before.get(b) ?? 0)
    );
  });
}

function rememberPlaces(layers: readonly (readonly number[])[], place: Float64Array): void {
  for (const layer of layers) {
    for (const [index, vertex] of layer.entries()) place[vertex] = (index + 0.5) / layer.length;
  }
}

function meanPlace(neighbours: readonly number[], place: Float64Array, otherwise: number): number {
  if (neighbours.length === 0) return otherwise;
  let sum = 0;
  for (const neighbour of neighbours) sum += place[neighbour] ?? 0;
  return sum / neighbours.length;
}
