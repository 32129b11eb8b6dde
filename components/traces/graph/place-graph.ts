import { edgeCurve, pointOnCurve } from '@/lib/mesh/graph/layout/edge-curve';
import { layOut } from '@/lib/mesh/graph/layout/lay-out';
import type { Point } from '@/lib/mesh/graph/layout/layout-input';
import type { TraceGraph, TraceGraphEdge, TraceGraphNode } from '@/lib/mesh/trace/trace-graph';

/** The size of every node, pixels. */
export const NODE = { width: 172, height: 46 } as const;

/** How far a call to itself swings above its node. */
const LOOP = 40;
const MARGIN = 16;
/** Keeps the two directions between the same nodes apart. */
const APART = 14;

/** A node with its left upper corner. */
export type PlacedNode = Point & { node: TraceGraphNode };

/** An edge as a path of SVG, and the middle of its plate. */
export type PlacedEdge = { edge: TraceGraphEdge; path: string; plate: Point };

/** Where everything of the drawing is, from 0 on. */
export type PlacedGraph = {
  nodes: readonly PlacedNode[];
  edges: readonly PlacedEdge[];
  width: number;
  height: number;
};

/** Callers left of what they call; the same trace gives the same drawing. */
export function placeGraph({ nodes, edges }: TraceGraph): PlacedGraph {
  const selfCallers = new Set(edges.filter(isSelfCall).map(({ source }) => source));
  const room = MARGIN + (selfCallers.size > 0 ? LOOP : 0);
  const { positions, routes } = layOut({
    layout: 'flow',
    nodes: nodes.map(({ id }) => ({
      id,
      left: NODE.width / 2,
      right: NODE.width / 2,
      top: NODE.height / 2 + (selfCallers.has(id) ? LOOP : 0),
      bottom: NODE.height / 2,
    })),
    edges: edges.filter((edge) => !isSelfCall(edge)),
    groups: [],
    edgeLabels: true,
  });
  // Layouts put the first centre at 0, 0.
  const move = ({ x, y }: Point): Point => ({
    x: x + NODE.width / 2 + MARGIN,
    y: y + NODE.height / 2 + room,
  });
  const centres = new Map(Object.entries(positions).map(([id, at]) => [id, move(at)]));
  const known = new Set(edges.map(({ id }) => id));
  const centreOf = (id: string): Point => centres.get(id) ?? { x: 0, y: 0 };
  const placed = edges.map((edge) => {
    if (isSelfCall(edge)) return placeLoop(edge, centreOf(edge.source));
    const shift = known.has(`${edge.target} ${edge.source}`) ? APART : 0;
    return placeEdge(
      edge,
      centreOf(edge.source),
      centreOf(edge.target),
      (routes[edge.id] ?? []).map(move),
      shift,
    );
  });
  const far = (axis: 'x' | 'y', half: number): number =>
    [...centres.values()].reduce((most, at) => Math.max(most, at[axis] + half), 0) + MARGIN;
  return {
    nodes: nodes.map((node) => {
      const { x, y } = centreOf(node.id);
      return { node, x: x - NODE.width / 2, y: y - NODE.height / 2 };
    }),
    edges: placed,
    width: far('x', NODE.width / 2),
    height: far('y', NODE.height / 2),
  };
}

function isSelfCall({ source, target }: TraceGraphEdge): boolean {
  return source === target;
}

function placeEdge(
  edge: TraceGraphEdge,
  source: Point,
  target: Point,
  route: readonly Point[],
  shift: number,
): PlacedEdge {
  const side = source.x <= target.x ? 1 : -1;
  const from = { x: source.x + (side * NODE.width) / 2, y: source.y };
  const to = { x: target.x - (side * NODE.width) / 2, y: target.y };
  const controls = edgeCurve(from, to, { axis: 'x', route, shift: side * shift });
  return { edge, path: pathOf(from, controls, to), plate: pointOnCurve(from, controls, to, 0.5) };
}

function placeLoop(edge: TraceGraphEdge, { x, y }: Point): PlacedEdge {
  const top = y - NODE.height / 2;
  const reach = NODE.width / 5;
  return {
    edge,
    path: `M${x - reach} ${top}C${x - reach} ${top - LOOP} ${x + reach} ${top - LOOP} ${x + reach} ${top}`,
    plate: { x, y: top - LOOP * 0.75 },
  };
}

/** Quadratic curves that join halfway between their controls. */
function pathOf(from: Point, controls: readonly Point[], to: Point): string {
  const pieces = controls.map((control, index) => {
    const next = controls[index + 1];
    const end = next === undefined ? to : { x: (control.x + next.x) / 2, y: (control.y + next.y) / 2 };
    return `Q${round(control.x)} ${round(control.y)} ${round(end.x)} ${round(end.y)}`;
  });
  return `M${round(from.x)} ${round(from.y)}${pieces.join('')}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
