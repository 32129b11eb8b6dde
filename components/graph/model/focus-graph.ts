import type { GraphEdge, GraphNode } from '@/lib/mesh/graph/graph';

type Plain = { nodes: readonly GraphNode[]; edges: readonly GraphEdge[] };

/** What lies at most `hops` edges from a node, in either direction; everything when the node is not there. */
export function focusGraph<G extends Plain>(graph: G, centre: string | undefined, hops: number): G {
  if (centre === undefined || !graph.nodes.some(({ id }) => id === centre)) return graph;
  let reached = new Set([centre]);
  for (let hop = 0; hop < hops; hop += 1) reached = grow(reached, graph.edges);
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => reached.has(id)),
    edges: graph.edges.filter(({ source, target }) => reached.has(source) && reached.has(target)),
  };
}

function grow(reached: ReadonlySet<string>, edges: readonly GraphEdge[]): Set<string> {
  const next = new Set(reached);
  for (const { source, target } of edges) {
    if (reached.has(source)) next.add(target);
    if (reached.has(target)) next.add(source);
  }
  return next;
}
