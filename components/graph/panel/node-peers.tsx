import type { GraphNode } from '@/lib/mesh/graph/graph';
import { nodeTitle } from '../keyboard/describe-selection';
import type { DrawnGraph } from '../model/drawn-graph';
import { PanelSection } from './panel-section';
import { type Peer, PeerList } from './peer-list';

/** Who calls a node and whom it calls. */
export function Peers({
  graph,
  node,
  onSelect,
}: {
  graph: DrawnGraph;
  node: GraphNode;
  onSelect: (id: string) => void;
}) {
  const titles = new Map(graph.nodes.map((other) => [other.id, nodeTitle(other)]));
  const peers = (near: 'source' | 'target', far: 'source' | 'target'): Peer[] =>
    graph.edges
      .filter((edge) => edge[near] === node.id)
      .map((edge) => ({ edge, title: titles.get(edge[far]) ?? edge[far] }));
  const callers = peers('target', 'source');
  const called = peers('source', 'target');
  if (callers.length + called.length === 0) return null;
  return (
    <PanelSection title="Who with">
      <div className="flex flex-col gap-2">
        {callers.length > 0 ? (
          <PeerList label={`Called by ${callers.length}`} peers={callers} onSelect={onSelect} />
        ) : null}
        {called.length > 0 ? (
          <PeerList label={`Calls ${called.length}`} peers={called} onSelect={onSelect} />
        ) : null}
      </div>
    </PanelSection>
  );
}
