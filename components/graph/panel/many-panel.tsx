import { X } from 'lucide-react';
import { formatByteRate } from '@/lib/client/format/format-bytes';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import type { GraphEdge, GraphNode } from '@/lib/mesh/graph/graph';
import { compareHealth } from '@/lib/mesh/health/health-status';
import { healthTone } from '../../ui/health';
import { HealthIcon } from '../../ui/health-icon';
import { IconButton } from '../../ui/icon-button';
import { Metric } from '../../ui/metric';
import type { GraphUrl, WriteGraphUrl } from '../graph-url';
import { nodeTitle } from '../keyboard/describe-selection';
import type { DrawnGraph } from '../model/drawn-graph';
import { nodeTraffic } from '../model/node-traffic';
import { selectMore } from '../model/select-more';
import { PanelSection } from './panel-section';
import { PeerList } from './peer-list';

type ManyPanelProps = { graph: DrawnGraph; url: GraphUrl; write: WriteGraphUrl };

/** Several selected things side by side, worst first, and the traffic between them. */
export function ManyPanel({ graph, url, write }: ManyPanelProps) {
  const ids = new Set(url.sel === undefined ? url.also : [url.sel, ...url.also]);
  const nodes = graph.nodes.filter(({ id }) => ids.has(id));
  const edges = graph.edges.filter(({ id }) => ids.has(id));
  const between = graph.edges.filter(({ source, target }) => ids.has(source) && ids.has(target));
  const titles = new Map(graph.nodes.map((node) => [node.id, nodeTitle(node)]));
  const peer = (edge: GraphEdge) => ({
    edge,
    title: `${titles.get(edge.source) ?? edge.source} to ${titles.get(edge.target) ?? edge.target}`,
  });
  const worst = nodes.toSorted((a, b) => compareHealth(a.health.status, b.health.status));
  return (
    <>
      {nodes.length === 0 ? null : (
        <PanelSection title={nodes.length === 1 ? '1 node' : `${nodes.length} nodes`}>
          <ul className="flex flex-col">
            {worst.map((node) => (
              <NodeRow key={node.id} node={node} onDrop={() => write(selectMore(url, node.id))} />
            ))}
          </ul>
        </PanelSection>
      )}
      {edges.length === 0 ? null : (
        <PanelSection title="Selected edges">
          <PeerList
            label={edges.length === 1 ? '1 edge' : `${edges.length} edges`}
            peers={edges.map(peer)}
            onSelect={(sel) => write({ sel, also: [] })}
          />
        </PanelSection>
      )}
      <PanelSection title="Between them">
        {between.length === 0 ? (
          <p className="text-faint text-xs">No direct traffic in this window</p>
        ) : (
          <PeerList
            label={between.length === 1 ? '1 edge' : `${between.length} edges`}
            peers={between.map(peer)}
            onSelect={(sel) => write({ sel, also: [] })}
          />
        )}
      </PanelSection>
    </>
  );
}

function NodeRow({ node, onDrop }: { node: GraphNode; onDrop: () => void }) {
  const { rate, errorPercent, tcpBytes } = nodeTraffic(node.incoming);
  return (
    <li className="grid grid-cols-[auto_1fr_auto_56px_24px] items-center gap-x-2 text-sm">
      <HealthIcon health={node.isIdle ? 'NA' : node.health.status} />
      <span className="truncate">{nodeTitle(node)}</span>
      <Metric quantity={rate === 0 && tcpBytes > 0 ? formatByteRate(tcpBytes) : formatRate(rate)} />
      <Metric
        quantity={rate === 0 ? undefined : formatPercent(errorPercent / 100)}
        tone={healthTone(node.health.status)}
        className="text-right text-xs"
      />
      <IconButton icon={X} label={`Leave out ${nodeTitle(node)}`} className="size-6" onClick={onDrop} />
    </li>
  );
}
