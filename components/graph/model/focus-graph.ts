import type { GraphEdge, GraphNode } from '@/lib/mesh/graph/graph';
import { parseSubject } from '@/lib/mesh/graph/node-id';

type Plain = { nodes: readonly GraphNode[]; edges: readonly GraphEdge[] };

/** What lies at most `hops` edges from a node, in either direction; everything when it is not there. */
export function focusGraph<G extends Plain>(graph: G, focus: string | undefined, hops: number): G {
  let reached = new Set(findFocused(graph.nodes, focus).map(({ id }) => id));
  if (reached.size === 0) return graph;
  for (let hop = 0; hop < hops; hop += 1) reached = grow(reached, graph.edges);
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => reached.has(id)),
    edges: graph.edges.filter(({ source, target }) => reached.has(source) && reached.has(target)),
  };
}

/** The nodes an id stands for in a graph of whatever type: itself, else the versions of the application, or what is behind the service. */
export function findFocused(nodes: readonly GraphNode[], focus: string | undefined): readonly GraphNode[] {
  if (focus === undefined) return [];
  const exact = nodes.filter(({ id }) => id === focus);
  const subject = parseSubject(focus);
  if (exact.length > 0 || subject === undefined) return exact;
  const { kind, namespace, name } = subject;
  return nodes.filter((node) => {
    if (kind === 'service' && node.services.some((host) => host.startsWith(`${name}.${namespace}.`)))
      return true;
    if (node.namespace !== namespace) return false;
    if (kind === 'namespace') return true;
    if (kind === 'app') return node.app === name;
    return node.name === name || node.workload === name;
  });
}

function grow(reached: ReadonlySet<string>, edges: readonly GraphEdge[]): Set<string> {
  const next = new Set(reached);
  for (const { source, target } of edges) {
    if (reached.has(source)) next.add(target);
    if (reached.has(target)) next.add(source);
  }
  return next;
}
