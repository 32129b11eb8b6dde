import { assignLayers } from './assign-layers';
import { type Adjacency, findBackArcs } from './break-cycles';
import type { Extents, LayoutInput } from './layout-input';
import { spreadIsolated } from './spread-isolated';

/**
 * A graph cut into columns: every piece of an edge joins neighbouring columns. Vertices are numbered: first the nodes of
 * the input, then the points where a long edge passes a column, then one place holder for each column a box spans without
 * a member in it, which keeps strangers out of the box.
 */
export interface LayeredGraph {
  /** How many vertices are nodes. */
  nodes: number;
  layerOf: number[];
  /** Numbers of the boxes a vertex is in, outermost first. */
  boxesOf: (readonly number[])[];
  extents: Extents[];
  /** Neighbours one column to the left and to the right. */
  left: number[][];
  right: number[][];
  /** Vertices of each column from top to bottom. */
  layers: number[][];
  /** For each edge of the input the vertices it passes, from its source to its target. */
  chains: number[][];
}

/** Beyond this many passing points long edges are drawn straight. */
const PASSING_POINTS = 6_000;
const LINE: Extents = { left: 0, right: 0, top: 1, bottom: 1 };
const NOTHING: Extents = { left: 0, right: 0, top: 0, bottom: 0 };

/** Breaks cycles, assigns columns and cuts long edges. */
export function buildLayeredGraph(input: LayoutInput): LayeredGraph {
  const numberOf = new Map(input.nodes.map((node, index) => [node.id, index]));
  const arcs = input.edges.map(
    (edge) => [numberOf.get(edge.source) ?? -1, numberOf.get(edge.target) ?? -1] as const,
  );
  const targets = forwardTargets(input.nodes.length, arcs);
  const boxesOf = resolveBoxes(input);
  const layerOf = spreadIsolated(assignLayers(targets), targets, boxesOf);
  const graph: LayeredGraph = {
    nodes: input.nodes.length,
    layerOf,
    boxesOf,
    extents: input.nodes.map(({ left, right, top, bottom }) => ({ left, right, top, bottom })),
    left: input.nodes.map(() => []),
    right: input.nodes.map(() => []),
    layers: [],
    chains: [],
  };
  joinPieces(graph, arcs, readSpans(graph, input.groups.length));
  addPlaceHolders(graph, input.groups.length);
  return graph;
}

function forwardTargets(count: number, arcs: readonly (readonly [number, number])[]): Adjacency {
  const sets = Array.from({ length: count }, () => new Set<number>());
  for (const [source, target] of arcs) if (source !== target && target >= 0) sets[source]?.add(target);
  const targets = sets.map((set) => [...set]);
  const backArcs = findBackArcs(targets);
  const forward = Array.from({ length: count }, () => new Set<number>());
  for (const [source, list] of targets.entries()) {
    for (const target of list) {
      if (backArcs.has(source * count + target)) forward[target]?.add(source);
      else forward[source]?.add(target);
    }
  }
  return forward.map((set) => [...set]);
}

function resolveBoxes(input: LayoutInput): (readonly number[])[] {
  const groups = new Map(input.groups.map((group, index) => [group.id, { ...group, index }]));
  return input.nodes.map((node) => {
    const path: number[] = [];
    for (
      let group = groups.get(node.group ?? '');
      group !== undefined;
      group = groups.get(group.parent ?? '')
    ) {
      path.unshift(group.index);
    }
    return path;
  });
}

/** The first and the last column of each box. */
function readSpans(graph: LayeredGraph, groups: number): [number, number][] {
  const spans = Array.from({ length: groups }, (): [number, number] => [Number.POSITIVE_INFINITY, -1]);
  for (const [vertex, boxes] of graph.boxesOf.entries()) {
    const layer = graph.layerOf[vertex] ?? 0;
    for (const box of boxes) {
      const [first, last] = spans[box] ?? [layer, layer];
      spans[box] = [Math.min(first, layer), Math.max(last, layer)];
    }
  }
  return spans;
}

function joinPieces(
  graph: LayeredGraph,
  arcs: readonly (readonly [number, number])[],
  spans: readonly (readonly [number, number])[],
): void {
  const span = ([source, target]: readonly [number, number]): number =>
    Math.abs((graph.layerOf[source] ?? 0) - (graph.layerOf[target] ?? 0));
  const passing = arcs.reduce((sum, arc) => sum + Math.max(0, span(arc) - 1), 0);
  const known = new Map<string, number[]>();
  for (const arc of arcs) {
    const [source, target] = arc;
    if (source < 0 || target < 0 || source === target || (passing > PASSING_POINTS && span(arc) > 1)) {
      graph.chains.push([]);
      continue;
    }
    const forwards = (graph.layerOf[source] ?? 0) < (graph.layerOf[target] ?? 0);
    const [from, to] = forwards ? [source, target] : [target, source];
    const key = `${from} ${to}`;
    const chain = known.get(key) ?? addChain(graph, from, to, spans);
    known.set(key, chain);
    graph.chains.push(forwards ? chain : chain.toReversed());
  }
}

function addChain(
  graph: LayeredGraph,
  from: number,
  to: number,
  spans: readonly (readonly [number, number])[],
): number[] {
  const chain: number[] = [];
  const last = graph.layerOf[to] ?? 0;
  let previous = from;
  for (let layer = (graph.layerOf[from] ?? 0) + 1; layer < last; layer += 1) {
    const boxes = boxesToPass(graph.boxesOf[from] ?? [], graph.boxesOf[to] ?? [], layer, spans);
    const vertex = addVertex(graph, layer, boxes, LINE);
    join(graph, previous, vertex);
    chain.push(vertex);
    previous = vertex;
  }
  join(graph, previous, to);
  return chain;
}

/** A line stays in the boxes both ends share; else in the target's outer box where that stands, else in the source's. */
function boxesToPass(
  source: readonly number[],
  target: readonly number[],
  layer: number,
  spans: readonly (readonly [number, number])[],
): readonly number[] {
  const shared = source.findIndex((box, depth) => target[depth] !== box);
  if (shared !== 0) return shared < 0 ? source : source.slice(0, shared);
  for (const box of [target[0], source[0]]) {
    const [first, last] = spans[box ?? -1] ?? [0, -1];
    if (box !== undefined && first <= layer && layer <= last) return [box];
  }
  return [];
}

function addPlaceHolders(graph: LayeredGraph, groups: number): void {
  const paths: (readonly number[])[] = Array.from({ length: groups }, () => []);
  const taken = Array.from({ length: groups }, () => new Set<number>());
  for (const [vertex, boxes] of graph.boxesOf.entries()) {
    for (const [depth, box] of boxes.entries()) {
      paths[box] = boxes.slice(0, depth + 1);
      taken[box]?.add(graph.layerOf[vertex] ?? 0);
    }
  }
  for (const [box, layers] of taken.entries()) {
    const last = Math.max(...layers);
    for (let layer = Math.min(...layers) + 1; layer < last; layer += 1) {
      if (!layers.has(layer)) addVertex(graph, layer, paths[box] ?? [], NOTHING);
    }
  }
}

function addVertex(graph: LayeredGraph, layer: number, boxes: readonly number[], extents: Extents): number {
  graph.layerOf.push(layer);
  graph.boxesOf.push(boxes);
  graph.extents.push(extents);
  graph.left.push([]);
  graph.right.push([]);
  return graph.layerOf.length - 1;
}

function join(graph: LayeredGraph, from: number, to: number): void {
  graph.right[from]?.push(to);
  graph.left[to]?.push(from);
}
