import type { Point } from '@/lib/mesh/graph/layout/layout-input';
import { compareHealth } from '@/lib/mesh/health/health-status';
import type { DrawnGraph } from '../model/drawn-graph';

export type Direction = 'left' | 'right' | 'up' | 'down';

type Place = (id: string) => Point | undefined;

/**
 * Where an arrow key leads. Right follows an edge out of a node, then the edge to its end; left goes back; up and down walk
 * through the edges of the node that one came from (its callers when one went left), or through nodes above and below. Without
 * a selection the first node with trouble.
 */
export function moveSelection(
  graph: DrawnGraph,
  placeOf: Place,
  selected: string | undefined,
  direction: Direction,
  /** The node that the walk was at last. */
  from?: string,
): string | undefined {
  const edge = graph.edges.find(({ id }) => id === selected);
  if (edge !== undefined) {
    if (direction === 'right') return edge.target;
    if (direction === 'left') return edge.source;
    return neighbourEdge(graph, placeOf, edge, direction, from === edge.target ? 'target' : 'source');
  }
  const node = graph.nodes.find(({ id }) => id === selected);
  if (node === undefined) return worstNode(graph);
  if (direction === 'right') return worstEdge(graph, (other) => other.source === node.id) ?? node.id;
  if (direction === 'left') return worstEdge(graph, (other) => other.target === node.id) ?? node.id;
  return nodeBeside(graph, placeOf, node.id, direction) ?? node.id;
}

type Edge = DrawnGraph['edges'][number];

function neighbourEdge(
  graph: DrawnGraph,
  placeOf: Place,
  edge: Edge,
  direction: 'up' | 'down',
  end: 'source' | 'target',
): string {
  const rowOf = (one: Edge) => placeOf(end === 'source' ? one.target : one.source)?.y ?? 0;
  const siblings = graph.edges
    .filter((one) => one[end] === edge[end])
    .toSorted((a, b) => rowOf(a) - rowOf(b) || (a.id < b.id ? -1 : 1));
  const at = siblings.findIndex(({ id }) => id === edge.id) + (direction === 'down' ? 1 : -1);
  return siblings[(at + siblings.length) % siblings.length]?.id ?? edge.id;
}

function worstNode(graph: DrawnGraph): string | undefined {
  return graph.nodes.toSorted((a, b) => compareHealth(a.health.status, b.health.status))[0]?.id;
}

function worstEdge(graph: DrawnGraph, of: (edge: Edge) => boolean): string | undefined {
  const edges = graph.edges.filter(of);
  return edges.toSorted((a, b) => compareHealth(a.health.status, b.health.status) || b.rate - a.rate)[0]?.id;
}

/** The nearest node in a quarter above or below. */
function nodeBeside(
  graph: DrawnGraph,
  placeOf: Place,
  from: string,
  direction: 'up' | 'down',
): string | undefined {
  const start = placeOf(from);
  if (start === undefined) return undefined;
  let best: { id: string; cost: number } | undefined;
  for (const { id } of graph.nodes) {
    const at = placeOf(id);
    if (at === undefined || id === from) continue;
    const ahead = (direction === 'down' ? 1 : -1) * (at.y - start.y);
    const aside = Math.abs(at.x - start.x);
    if (ahead <= 0 || aside > 2 * ahead) continue;
    const cost = ahead + 2 * aside;
    if (best === undefined || cost < best.cost) best = { id, cost };
  }
  return best?.id;
}
