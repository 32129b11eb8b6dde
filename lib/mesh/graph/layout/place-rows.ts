import type { LayeredGraph } from './layered-graph';
import { findBodies, moveBodies } from './move-bodies';
import { pushApart } from './push-apart';
import { readRowLevels } from './row-levels';

const SWEEPS = 40;
/** More vertices than this settle in half as many sweeps. */
const LARGE = 2_500;
/** How much a vertex wants to be level with a neighbour: lines first, then members of the same box. */
const LINE_TO_LINE = 8;
const LINE_TO_NODE = 3;
const SAME_BOX = 1;
const OTHER_BOX = 0.3;
/** Boxes over many columns whose members want apart grow with every sweep: beyond so many times the least height none counts. */
const GROWTH = 1.5;
/** How much a member is drawn to the middle of its box. */
const BOX_PULL = 1;

/**
 * The row (y) of every vertex, in the order of its column. Every sweep wants boxes near what they talk to, and each vertex
 * level with its neighbours, then pushes apart what overlaps.
 */
export function placeRows(graph: LayeredGraph, groups: number): Float64Array {
  const levels = readRowLevels(graph, groups);
  const bodies = findBodies(graph);
  let rows = pushApart(new Float64Array(graph.layerOf.length), levels);
  let kept = rows;
  let least = heightOf(rows);
  const sweeps = graph.layerOf.length > LARGE ? SWEEPS / 2 : SWEEPS;
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    rows = pushApart(moveBodies(graph, rows, bodies), levels);
    const boxes = measureBoxes(graph, rows, groups);
    rows = pushApart(wantedRows(graph, rows, boxes, sweep % 3), levels);
    const height = heightOf(rows);
    least = Math.min(least, height);
    if (height <= GROWTH * least) kept = rows;
  }
  return kept;
}

function heightOf(rows: Float64Array): number {
  let [top, bottom] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows) {
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
  }
  return bottom - top;
}

interface BoxRows {
  /** The mean row of the nodes in a box, those in inner boxes too: lines pass boxes that have no others. */
  middle: Float64Array;
  /** The rows between which everything in a box lies. */
  least: Float64Array;
  most: Float64Array;
}

/** Where each vertex would like to be; side 0 looks at both neighbouring columns, 1 at the left one, 2 at the right one. */
function wantedRows(graph: LayeredGraph, rows: Float64Array, boxes: BoxRows, side: number): Float64Array {
  const wanted = rows.slice();
  for (const vertex of graph.layerOf.keys()) {
    const box = graph.boxesOf[vertex]?.at(-1);
    let weight = box === undefined ? 0 : BOX_PULL;
    let sum = weight * (boxes.middle[box ?? -1] ?? 0);
    for (const neighbours of sidesOf(graph, vertex, side)) {
      for (const neighbour of neighbours) {
        const pull = pullOf(graph, vertex, neighbour) / neighbours.length;
        weight += pull;
        sum += pull * rowSeenFrom(graph, rows, boxes, vertex, neighbour);
      }
    }
    if (weight > 0) wanted[vertex] = sum / weight;
  }
  return wanted;
}

/**
 * A neighbour draws to the edge of the outermost box that one does not share with it, never out of it: boxes would grow
 * without end, the inner ones too.
 */
function rowSeenFrom(
  graph: LayeredGraph,
  rows: Float64Array,
  boxes: BoxRows,
  vertex: number,
  neighbour: number,
): number {
  const row = rows[neighbour] ?? 0;
  const theirs = graph.boxesOf[neighbour];
  const box = graph.boxesOf[vertex]?.find((own, depth) => own !== theirs?.[depth]);
  if (box === undefined) return row;
  return Math.max(boxes.least[box] ?? row, Math.min(boxes.most[box] ?? row, row));
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

function measureBoxes(graph: LayeredGraph, rows: Float64Array, groups: number): BoxRows {
  const sums = new Float64Array(groups);
  const counts = new Float64Array(groups);
  const least = new Float64Array(groups).fill(Number.POSITIVE_INFINITY);
  const most = new Float64Array(groups).fill(Number.NEGATIVE_INFINITY);
  for (let vertex = 0; vertex < graph.nodes; vertex += 1) {
    const boxes = graph.boxesOf[vertex] ?? [];
    const row = rows[vertex] ?? 0;
    for (const box of boxes) {
      least[box] = Math.min(least[box] ?? row, row);
      most[box] = Math.max(most[box] ?? row, row);
      sums[box] = (sums[box] ?? 0) + row;
      counts[box] = (counts[box] ?? 0) + 1;
    }
  }
  return { middle: sums.map((sum, box) => sum / Math.max(1, counts[box] ?? 0)), least, most };
}
