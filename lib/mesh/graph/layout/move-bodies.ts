import type { LayeredGraph } from './layered-graph';

/** How far a body goes towards where its outside neighbours, or the middle of the drawing, want it. */
const TO_NEIGHBOURS = 0.7;
const TO_MIDDLE = 0.3;

/** What moves as one: an outer box with all in it, or vertices outside boxes that hang together. The body of each vertex. */
export function findBodies(graph: LayeredGraph): number[] {
  const bodies = new Array<number>(graph.layerOf.length).fill(-1);
  let count = 0;
  const byBox = new Map<number, number>();
  for (const vertex of graph.layerOf.keys()) {
    const box = graph.boxesOf[vertex]?.[0];
    if (box !== undefined) {
      const body = byBox.get(box) ?? count++;
      byBox.set(box, body);
      bodies[vertex] = body;
    } else if (bodies[vertex] === -1) {
      fill(graph, bodies, vertex, count++);
    }
  }
  return bodies;
}

/** The rows after every body moved as a whole; without this, boxes joined by few edges would drift together too slowly. */
export function moveBodies(graph: LayeredGraph, rows: Float64Array, bodies: readonly number[]): Float64Array {
  const count = Math.max(-1, ...bodies) + 1;
  const pulls = new Float64Array(count);
  const edges = new Float64Array(count);
  const sums = new Float64Array(count);
  const sizes = new Float64Array(count);
  for (const [vertex, body] of bodies.entries()) {
    sums[body] = (sums[body] ?? 0) + (rows[vertex] ?? 0);
    sizes[body] = (sizes[body] ?? 0) + 1;
    for (const neighbour of [...(graph.left[vertex] ?? []), ...(graph.right[vertex] ?? [])]) {
      if (bodies[neighbour] === body) continue;
      pulls[body] = (pulls[body] ?? 0) + (rows[neighbour] ?? 0) - (rows[vertex] ?? 0);
      edges[body] = (edges[body] ?? 0) + 1;
    }
  }
  const middle =
    rows.subarray(0, bodies.length).reduce((sum, row) => sum + row, 0) / Math.max(1, bodies.length);
  const shifts = sums.map((sum, body) =>
    edges[body] === 0
      ? TO_MIDDLE * (middle - sum / (sizes[body] ?? 1))
      : (TO_NEIGHBOURS * (pulls[body] ?? 0)) / (edges[body] ?? 1),
  );
  return rows.map((row, vertex) => row + (shifts[bodies[vertex] ?? -1] ?? 0));
}

function fill(graph: LayeredGraph, bodies: number[], start: number, body: number): void {
  const stack = [start];
  for (let vertex = stack.pop(); vertex !== undefined; vertex = stack.pop()) {
    if (bodies[vertex] !== -1 || graph.boxesOf[vertex]?.length !== 0) continue;
    bodies[vertex] = body;
    stack.push(...(graph.left[vertex] ?? []), ...(graph.right[vertex] ?? []));
  }
}
