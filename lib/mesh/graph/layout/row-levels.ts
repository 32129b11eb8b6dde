import { sortTopologically } from './assign-layers';
import type { LayeredGraph } from './layered-graph';
import { SPACING } from './layout-spacing';

/**
 * What must keep its order in a column, at one depth of boxes. Things are vertices, by their number, and boxes, by their
 * number after the last vertex.
 */
export interface RowLevel {
  /** The thing each vertex belongs to at this depth: its box there, or itself. */
  thingOf: Int32Array;
  /** How far each vertex reaches upwards and downwards as a part of that thing. */
  top: Float64Array;
  bottom: Float64Array;
  /** Things in an order in which whatever is above comes first. */
  order: readonly number[];
  /** `below[a]` holds what must stay below `a`, and the gap between the two. */
  below: readonly (readonly { thing: number; gap: number }[])[];
}

/** The levels from the innermost boxes outwards. */
export function readRowLevels(graph: LayeredGraph, groups: number): RowLevel[] {
  const deepest = graph.boxesOf.reduce((most, boxes) => Math.max(most, boxes.length), 0);
  const below = Array.from({ length: deepest + 1 }, () =>
    Array.from({ length: graph.layerOf.length + groups }, (): { thing: number; gap: number }[] => []),
  );
  for (const layer of graph.layers) {
    for (const [index, lower] of layer.entries()) {
      const upper = layer[index - 1];
      if (upper !== undefined) separate(graph, below, upper, lower);
    }
  }
  return below.map((lists, depth) => makeLevel(graph, lists, depth)).toReversed();
}

function makeLevel(graph: LayeredGraph, below: RowLevel['below'], depth: number): RowLevel {
  const vertices = graph.layerOf.length;
  const level = {
    thingOf: new Int32Array(vertices),
    top: new Float64Array(vertices),
    bottom: new Float64Array(vertices),
    order: sortTopologically(below.map((list) => list.map(({ thing }) => thing))),
    below,
  };
  for (const vertex of graph.layerOf.keys()) {
    const borders = Math.max(0, (graph.boxesOf[vertex]?.length ?? 0) - depth);
    level.thingOf[vertex] = thingAt(graph, vertex, depth);
    level.top[vertex] = (graph.extents[vertex]?.top ?? 0) + borders * (SPACING.boxPadding + SPACING.boxTitle);
    level.bottom[vertex] = (graph.extents[vertex]?.bottom ?? 0) + borders * SPACING.boxPadding;
  }
  return level;
}

function thingAt(graph: LayeredGraph, vertex: number, depth: number): number {
  const box = graph.boxesOf[vertex]?.[depth];
  return box === undefined ? vertex : graph.layerOf.length + box;
}

function separate(
  graph: LayeredGraph,
  below: { thing: number; gap: number }[][][],
  upper: number,
  lower: number,
): void {
  const upperBoxes = graph.boxesOf[upper] ?? [];
  const lowerBoxes = graph.boxesOf[lower] ?? [];
  let depth = 0;
  while (depth < upperBoxes.length && upperBoxes[depth] === lowerBoxes[depth]) depth += 1;
  const isPlain = upperBoxes[depth] === undefined && lowerBoxes[depth] === undefined;
  const gap = isPlain ? gapBetween(graph, upper, lower) : SPACING.boxes;
  below[depth]?.[thingAt(graph, upper, depth)]?.push({ thing: thingAt(graph, lower, depth), gap });
}

function gapBetween(graph: LayeredGraph, upper: number, lower: number): number {
  const lines = Number(upper >= graph.nodes) + Number(lower >= graph.nodes);
  if (lines === 2) return SPACING.bundle;
  return lines === 1 ? SPACING.lines : SPACING.nodes;
}
