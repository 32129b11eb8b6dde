import { sortTopologically } from './assign-layers';
import type { LayeredGraph } from './layered-graph';
import { findBodies, moveBodies } from './move-bodies';
import { type RowConstraints, readRowConstraints } from './row-constraints';

const SWEEPS = 40;
/** How much a vertex wants to be level with a neighbour: lines first, then members of the same box. */
const LINE_TO_LINE = 8;
const LINE_TO_NODE = 3;
const SAME_BOX = 1;
const OTHER_BOX = 0.35;
/** How much a member is drawn to the middle of its box. */
const BOX_PULL = 0.08;

/**
 * The row (y) of every vertex, in the order of its column. Every sweep wants each vertex level with its neighbours, then
 * moves it apart from what it overlaps: once pushing downwards, once pushing upwards. Both satisfy all constraints, these are
 * linear, hence their mean satisfies them too, and crowds end up centred on where they want to be.
 */
export function placeRows(graph: LayeredGraph, groups: number): Float64Array {
  const constraints = readRowConstraints(graph, groups);
  const order = sortTopologically(constraints.after.map((list) => list.map(({ vertex }) => vertex)));
  let rows: Float64Array = new Float64Array(constraints.after.length);
  rows = project(rows, constraints, order);
  const bodies = findBodies(graph);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    rows = project(moveBodies(graph, rows, bodies), constraints, order);
    const middles = boxMiddles(graph, rows, groups);
    rows = project(wantedRows(graph, rows, middles, sweep % 3), constraints, order);
  }
  return rows.slice(0, graph.layerOf.length);
}

/** Where each vertex would like to be; side 0 looks at both neighbouring columns, 1 at the left one, 2 at the right one. */
function wantedRows(
  graph: LayeredGraph,
  rows: Float64Array,
  middles: Float64Array,
  side: number,
): Float64Array {
  const wanted = rows.slice();
  for (const vertex of graph.layerOf.keys()) {
    const box = graph.boxesOf[vertex]?.at(-1);
    let weight = box === undefined ? 0 : BOX_PULL;
    let sum = weight * (middles[box ?? -1] ?? 0);
    for (const neighbours of sidesOf(graph, vertex, side)) {
      for (const neighbour of neighbours) {
        const pull = pullOf(graph, vertex, neighbour) / neighbours.length;
        weight += pull;
        sum += pull * (rows[neighbour] ?? 0);
      }
    }
    if (weight > 0) wanted[vertex] = sum / weight;
  }
  return wanted;
}

/** The neighbours a sweep looks at: those of one side, where there are any. */
function sidesOf(graph: LayeredGraph, vertex: number, side: number): readonly (readonly number[])[] {
  const left = graph.left[vertex] ?? [];
  const right = graph.right[vertex] ?? [];
  if (side === 1 && left.length > 0) return [left];
  if (side === 2 && right.length > 0) return [right];
  return [left, right];
}

function pullOf(graph: LayeredGraph, vertex: number, neighbour: number): number {
  const lines = Number(vertex >= graph.nodes) + Number(neighbour >= graph.nodes);
  if (lines === 2) return LINE_TO_LINE;
  if (lines === 1) return LINE_TO_NODE;
  return graph.boxesOf[vertex]?.[0] === graph.boxesOf[neighbour]?.[0] ? SAME_BOX : OTHER_BOX;
}

function boxMiddles(graph: LayeredGraph, rows: Float64Array, groups: number): Float64Array {
  const sums = new Float64Array(groups);
  const counts = new Float64Array(groups);
  for (let vertex = 0; vertex < graph.nodes; vertex += 1) {
    const box = graph.boxesOf[vertex]?.at(-1);
    if (box === undefined) continue;
    sums[box] = (sums[box] ?? 0) + (rows[vertex] ?? 0);
    counts[box] = (counts[box] ?? 0) + 1;
  }
  return sums.map((sum, box) => sum / Math.max(1, counts[box] ?? 0));
}

function project(wanted: Float64Array, constraints: RowConstraints, order: readonly number[]): Float64Array {
  const { after, vertices } = constraints;
  const down = wanted.slice();
  const up = wanted.slice();
  for (let border = vertices; border < wanted.length; border += 1) {
    down[border] = Number.NEGATIVE_INFINITY;
    up[border] = Number.POSITIVE_INFINITY;
  }
  for (const from of order) {
    for (const { vertex, distance } of after[from] ?? []) {
      down[vertex] = Math.max(down[vertex] ?? 0, (down[from] ?? 0) + distance);
    }
  }
  for (const from of order.toReversed()) {
    for (const { vertex, distance } of after[from] ?? []) {
      up[from] = Math.min(up[from] ?? 0, (up[vertex] ?? 0) - distance);
    }
  }
  return down.map((row, vertex) => (vertex < vertices ? (row + (up[vertex] ?? 0)) / 2 : 0));
}
