import type { GraphEdge, GraphNode } from './graph';

/** The last rank there can be; more are pressed together. */
const LAST = 100;

/**
 * Ranks of nodes by how many edges meet there, as in Kiali: 1 is the busiest, equal scores share a rank, the next score has the
 * next rank.
 */
export function rankNodes(graph: {
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
}): Map<string, number> {
  const met = new Map(graph.nodes.map(({ id }) => [id, 0]));
  for (const { source, target } of graph.edges)
    for (const id of [source, target]) if (met.has(id)) met.set(id, (met.get(id) ?? 0) + 1);
  const scores = [...new Set(met.values())].sort((a, b) => b - a);
  const press = scores.length > LAST ? (LAST - 1) / (scores.length - 1) : 1;
  const rankOf = new Map(scores.map((score, index) => [score, Math.ceil(1 + index * press)]));
  return new Map([...met].map(([id, score]) => [id, rankOf.get(score) ?? 1]));
}
