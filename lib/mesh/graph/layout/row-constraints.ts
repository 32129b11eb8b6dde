import type { LayeredGraph } from './layered-graph';
import { SPACING } from './layout-spacing';

/** `after[a]` holds what must be at least `distance` below `a`. */
export interface RowConstraints {
  /** Vertices of the graph; after them two numbers a box, its upper and its lower border. */
  vertices: number;
  after: { vertex: number; distance: number }[][];
}

/** What keeps vertices of a column, and boxes, apart. */
export function readRowConstraints(graph: LayeredGraph, groups: number): RowConstraints {
  const vertices = graph.layerOf.length;
  const after: RowConstraints['after'] = Array.from({ length: vertices + 2 * groups }, () => []);
  const constraints = { vertices, after };
  for (const vertex of graph.layerOf.keys()) holdInBoxes(graph, constraints, vertex);
  for (const layer of graph.layers) {
    for (const [index, below] of layer.entries()) {
      const above = layer[index - 1];
      if (above !== undefined) separate(graph, constraints, above, below);
    }
  }
  return constraints;
}

function holdInBoxes(graph: LayeredGraph, { vertices, after }: RowConstraints, vertex: number): void {
  const boxes = graph.boxesOf[vertex] ?? [];
  for (const [depth, box] of boxes.entries()) {
    const upper = vertices + 2 * box;
    const inner = boxes[depth + 1];
    const first = inner === undefined ? vertex : vertices + 2 * inner;
    const last = inner === undefined ? vertex : vertices + 2 * inner + 1;
    const { top, bottom } = inner === undefined ? reach(graph, vertex) : { top: 0, bottom: 0 };
    after[upper]?.push({ vertex: first, distance: SPACING.boxPadding + SPACING.boxTitle + top });
    after[last]?.push({ vertex: upper + 1, distance: SPACING.boxPadding + bottom });
  }
}

function separate(
  graph: LayeredGraph,
  { vertices, after }: RowConstraints,
  above: number,
  below: number,
): void {
  const boxesAbove = graph.boxesOf[above] ?? [];
  const boxesBelow = graph.boxesOf[below] ?? [];
  let depth = 0;
  while (depth < boxesAbove.length && boxesAbove[depth] === boxesBelow[depth]) depth += 1;
  const boxAbove = boxesAbove[depth];
  const boxBelow = boxesBelow[depth];
  const from = boxAbove === undefined ? above : vertices + 2 * boxAbove + 1;
  const to = boxBelow === undefined ? below : vertices + 2 * boxBelow;
  const gap =
    boxAbove === undefined && boxBelow === undefined ? gapBetween(graph, above, below) : SPACING.boxes;
  const bottom = boxAbove === undefined ? reach(graph, above).bottom : 0;
  const top = boxBelow === undefined ? reach(graph, below).top : 0;
  after[from]?.push({ vertex: to, distance: bottom + gap + top });
}

function gapBetween(graph: LayeredGraph, above: number, below: number): number {
  return above >= graph.nodes || below >= graph.nodes ? SPACING.lines : SPACING.nodes;
}

function reach(graph: LayeredGraph, vertex: number): { top: number; bottom: number } {
  return graph.extents[vertex] ?? { top: 0, bottom: 0 };
}
