import type { LayeredGraph } from './layered-graph';
import { SPACING } from './layout-spacing';

/** Drawings narrower than so many times their height get wider gaps, up to so many times: screens are wide, upright ones high. */
const ASPECT = { flow: 2.2, down: 1.75 };
const STRETCH_MOST = 2.6;

/** The x of every column: wide enough for its nodes and for boxes that end beside it, wider where edges are steep. */
export function placeColumns(
  graph: LayeredGraph,
  rows: Float64Array,
  edgeLabels: boolean,
  direction: 'flow' | 'down',
): number[] {
  const aspect = ASPECT[direction];
  const columns = columnsFrom(graph, rows, edgeLabels, 1);
  const width = (columns.at(-1) ?? 0) - (columns[0] ?? 0);
  const height =
    rows.reduce((most, row) => Math.max(most, row), 0) - rows.reduce((least, row) => Math.min(least, row), 0);
  if (width === 0 || height * aspect <= width) return columns;
  return columnsFrom(graph, rows, edgeLabels, Math.min(STRETCH_MOST, (height * aspect) / width));
}

function columnsFrom(
  graph: LayeredGraph,
  rows: Float64Array,
  edgeLabels: boolean,
  stretch: number,
): number[] {
  const columns: number[] = [];
  let x = 0;
  for (const [index, layer] of graph.layers.entries()) {
    const previous = graph.layers[index - 1];
    if (previous !== undefined) {
      const base = edgeLabels ? SPACING.labelledColumns : SPACING.columns;
      const steep = steepest(graph, previous, rows) * 0.16;
      x +=
        reachOf(graph, previous, 'right') +
        stretch * Math.min(SPACING.columnsMost, base + steep) +
        reachOf(graph, layer, 'left');
    }
    columns.push(x);
  }
  return columns;
}

function reachOf(graph: LayeredGraph, layer: readonly number[], side: 'left' | 'right'): number {
  return layer.reduce((most, vertex) => Math.max(most, graph.extents[vertex]?.[side] ?? 0), 0);
}

function steepest(graph: LayeredGraph, layer: readonly number[], rows: Float64Array): number {
  let most = 0;
  for (const vertex of layer) {
    for (const target of graph.right[vertex] ?? []) {
      most = Math.max(most, Math.abs((rows[target] ?? 0) - (rows[vertex] ?? 0)));
    }
  }
  return most;
}
