'use client';

import { UnfoldVertical } from 'lucide-react';
import { useScope } from '@/lib/client/url/use-scope';
import type { GraphEdge, GraphNode } from '@/lib/mesh/graph/graph';
import { Button } from '../../ui/button';
import { HEALTH_LABELS, HEALTH_ORDER } from '../../ui/health';
import { HealthIcon } from '../../ui/health-icon';
import type { GraphUrl, WriteGraphUrl } from '../graph-url';
import type { DrawnGraph } from '../model/drawn-graph';
import { openTo, toggleFold } from '../model/fold-url';
import { EdgeVolume } from './edge-volume';
import { FoldedList } from './folded-list';
import { HealthLine } from './health-line';
import { Peers } from './node-peers';
import { PageLinks } from './page-links';
import { PanelSection } from './panel-section';

type Shared = { graph: DrawnGraph; folded: readonly string[]; url: GraphUrl; write: WriteGraphUrl };

/** A namespace drawn as one box: the worst of it, what is in it, who it talks to. */
export function FoldedPanel({ graph, node, folded, url, write }: Shared & { node: GraphNode }) {
  const { write: writeScope } = useScope();
  const members = node.members ?? { nodes: 0, health: {}, edges: 0, edgesInTrouble: 0 };
  const { worst } = members;
  const isTroubled = node.health.status === 'Failure' || node.health.status === 'Degraded';
  return (
    <>
      <HealthLine health={node.health} isIdle={node.isIdle} />
      <PageLinks of={node.id} page={undefined} pageLabel="">
        <Button size="sm" onClick={() => write(toggleFold(url, node.name))}>
          <UnfoldVertical aria-hidden />
          Open the box
        </Button>
        <Button size="sm" onClick={() => writeScope({ ns: [node.name] })}>
          Only this namespace
        </Button>
      </PageLinks>
      <PanelSection title={`Members: ${members.nodes}`}>
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {HEALTH_ORDER.flatMap((health) => {
            const count = members.health[health] ?? 0;
            return count === 0
              ? []
              : [
                  <li key={health} className="inline-flex items-center gap-1.5">
                    <HealthIcon health={health} />
                    <span className="num" aria-hidden>
                      {count} {HEALTH_LABELS[health].toLowerCase()}
                    </span>
                    <span className="sr-only">{count}</span>
                  </li>,
                ];
          })}
        </ul>
        {worst === undefined || !isTroubled ? null : (
          <Button size="sm" className="mt-2" onClick={() => write(openTo(url, worst, folded))}>
            Go to the worst
          </Button>
        )}
      </PanelSection>
      <Peers graph={graph} node={node} onSelect={(sel) => write({ sel })} />
      {members.edges === 0 ? null : (
        <FoldedList
          focus={node.id}
          title={(edges) => `Inside: ${edges} ${edges === 1 ? 'edge' : 'edges'}`}
          {...{ folded, url, write }}
        />
      )}
    </>
  );
}

/** An edge from or to a folded namespace: the sums, and the edges behind it. */
export function FoldedEdgePanel({ edge, folded, url, write }: Omit<Shared, 'graph'> & { edge: GraphEdge }) {
  const worst = edge.parts?.worst;
  const isTroubled = (edge.parts?.inTrouble ?? 0) > 0;
  return (
    <>
      <HealthLine health={edge.health} isIdle={edge.isIdle} />
      {worst === undefined || !isTroubled ? null : (
        <div className="border-border border-b px-4 py-2.5">
          <Button size="sm" onClick={() => write(openTo(url, worst, folded))}>
            <UnfoldVertical aria-hidden />
            Go to the worst edge
          </Button>
        </div>
      )}
      <PanelSection title="All together">
        <EdgeVolume edge={edge} />
      </PanelSection>
      <FoldedList
        focus={edge.source}
        toward={edge.target}
        protocol={edge.protocol}
        title={(edges) => `Stands for ${edges} ${edges === 1 ? 'edge' : 'edges'}`}
        {...{ folded, url, write }}
      />
    </>
  );
}
