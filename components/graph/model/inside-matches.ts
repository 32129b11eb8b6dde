import type { FindExpression } from '@/lib/mesh/graph/find/find-expression';
import { findInGraph } from '@/lib/mesh/graph/find/find-in-graph';
import type { GraphEdge, GraphNode } from '@/lib/mesh/graph/graph';

/** How much an expression matches in the whole graph, and the ids of the folded namespaces that hold some of it. */
export function insideMatches(
  graph: { nodes: readonly GraphNode[]; edges: readonly GraphEdge[] },
  expression: FindExpression,
  folded: readonly string[],
): { count: number; boxes: ReadonlySet<string> } {
  const { nodes, edges } = findInGraph(graph, expression);
  const closed = new Set(folded);
  const boxes = new Set<string>();
  const light = ({ namespace, isExternal }: GraphNode): void => {
    if (closed.has(namespace) && !isExternal) boxes.add(`namespace:${namespace}`);
  };
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  for (const node of graph.nodes) if (nodes.has(node.id)) light(node);
  for (const { id, source, target } of graph.edges) {
    if (!edges.has(id)) continue;
    for (const end of [byId.get(source), byId.get(target)]) if (end !== undefined) light(end);
  }
  return { count: nodes.size + edges.size, boxes };
}
