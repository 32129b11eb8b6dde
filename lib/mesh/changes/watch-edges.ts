import type { GraphEdge, GraphNode } from '../graph/graph';
import type { MeshChange } from './mesh-change';

/** An edge without traffic for so long is lost; a caller that comes once in a few minutes is not. */
export const LOST_AFTER_MS = 600_000;

/** Edges that ever carried traffic. `dormant` ones were idle at the first look: that they wake up is no news. */
export type EdgeMemory = ReadonlyMap<string, { lastSeenMs: number; state: 'busy' | 'lost' | 'dormant' }>;

/** What watching asks of a graph of the mesh, with its idle edges. */
export interface WatchedEdges {
  /** The end of its window. */
  to: number;
  nodes: readonly Pick<GraphNode, 'id' | 'name' | 'namespace'>[];
  edges: readonly WatchedEdge[];
}

type WatchedEdge = Pick<GraphEdge, 'id' | 'source' | 'target' | 'isIdle'>;

/** Remembers the edges of a graph, idle ones too, without telling of them: what was there before is no news. */
export function rememberEdges(graph: WatchedEdges): EdgeMemory {
  return new Map(
    graph.edges.map(({ id, isIdle }) => [id, { lastSeenMs: graph.to, state: isIdle ? 'dormant' : 'busy' }]),
  );
}

/** What changed among the edges since `memory`, at the graph's end. */
export function watchEdges(
  memory: EdgeMemory,
  graph: WatchedEdges,
): { memory: EdgeMemory; changes: MeshChange[] } {
  const next = new Map(memory);
  const changes: MeshChange[] = [];
  const tell = describeEdgesOf(graph);
  for (const edge of graph.edges) {
    const known = memory.get(edge.id);
    if (!edge.isIdle) {
      if (known === undefined) changes.push(tell('edge-new', edge, 'calls', 'for the first time'));
      else if (known.state === 'lost') changes.push(tell('edge-new', edge, 'calls', 'again'));
      next.set(edge.id, { lastSeenMs: graph.to, state: 'busy' });
    } else if (known?.state === 'busy' && graph.to - known.lastSeenMs >= LOST_AFTER_MS) {
      changes.push(tell('edge-lost', edge, 'has stopped calling', ''));
      next.set(edge.id, { ...known, state: 'lost' });
    }
  }
  return { memory: next, changes };
}

function describeEdgesOf({ nodes }: WatchedEdges) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const nameOf = (id: string): string =>
    id.startsWith('unknown') ? 'An unknown caller' : (byId.get(id)?.name ?? id);
  return (kind: 'edge-new' | 'edge-lost', edge: WatchedEdge, verb: string, adverb: string): MeshChange => ({
    kind,
    severity: kind === 'edge-lost' ? 'warning' : 'info',
    namespace: byId.get(edge.target)?.namespace ?? '',
    subject: edge.id,
    message: `${[nameOf(edge.source), verb, nameOf(edge.target), adverb].filter((word) => word !== '').join(' ')}.`,
  });
}
