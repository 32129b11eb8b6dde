import type { GraphEdge, GraphNode } from '../graph';
import { rankNodes } from '../rank-nodes';
import type { FindExpression } from './find-expression';
import { matchesFind } from './matches-find';

/** Ids of what an expression matches. */
export interface FindMatches {
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
}

/** What an expression matches in a graph. */
export function findInGraph(
  graph: { nodes: readonly GraphNode[]; edges: readonly GraphEdge[] },
  expression: FindExpression,
): FindMatches {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const rankOf = createRankOf(graph);
  const nodes = graph.nodes.filter((node) =>
    matchesFind(expression, {
      node,
      get rank() {
        return rankOf(node.id);
      },
    }),
  );
  const edges = graph.edges.filter((edge) =>
    matchesFind(expression, { edge, source: byId.get(edge.source), target: byId.get(edge.target) }),
  );
  return { nodes: new Set(nodes.map(({ id }) => id)), edges: new Set(edges.map(({ id }) => id)) };
}

/** Ranks are counted over the whole graph, and few expressions ask for them. */
function createRankOf(graph: Parameters<typeof rankNodes>[0]): (id: string) => number | undefined {
  let ranks: ReadonlyMap<string, number> | undefined;
  return (id) => {
    ranks ??= rankNodes(graph);
    return ranks.get(id);
  };
}

/** The graph without what an expression matches: matched nodes with their edges, matched edges, and nodes that lose all of theirs. */
export function hideInGraph<G extends { nodes: readonly GraphNode[]; edges: readonly GraphEdge[] }>(
  graph: G,
  expression: FindExpression,
): G {
  const matches = findInGraph(graph, expression);
  const isGone = (edge: GraphEdge): boolean =>
    matches.edges.has(edge.id) || matches.nodes.has(edge.source) || matches.nodes.has(edge.target);
  const edges = graph.edges.filter((edge) => !isGone(edge));
  const kept = new Set(edges.flatMap(({ source, target }) => [source, target]));
  const hadEdges = new Set(graph.edges.flatMap(({ source, target }) => [source, target]));
  const nodes = graph.nodes.filter(({ id }) => !matches.nodes.has(id) && (kept.has(id) || !hadEdges.has(id)));
  return { ...graph, nodes, edges };
}
