import type { GraphEdge, GraphNode } from './graph';

/**
 * Ranks of nodes by how many edges meet there, as in Kiali: equal scores share a rank, ranks spread over 1 (busiest) to 100.
 * Nodes without edges have none.
 */
export function rankNodes(graph: {
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
}): Map<string, number> {
  const met = new Map<string, number>();
  for (const { source, target } of graph.edges)
    for (const id of [source, target]) met.set(id, (met.get(id) ?? 0) + 1);
  const scores = [...new Set(met.values())].sort((a, b) => b - a);
  const step = scores.length > 1 ? 99 / (scores.length - 1) : 0;
  const rankOf = new Map(scores.map((score, index) => [score, Math.round(1 + index * step)]));
  return new Map([...met].map(([id, score]) => [id, rankOf.get(score) ?? 1]));
}
