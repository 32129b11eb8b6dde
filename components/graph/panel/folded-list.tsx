'use client';

import { useState } from 'react';
import { useEndpoint } from '@/lib/client/http/use-endpoint';
import { windowQuery } from '@/lib/client/time/window-query';
import { useScope } from '@/lib/client/url/use-scope';
import type { GraphEdge, GraphNode } from '@/lib/mesh/graph/graph';
import { compareHealth } from '@/lib/mesh/health/health-status';
import { type GraphAnswer, getGraph } from '@/lib/protocol/api/graph';
import { Button } from '../../ui/button';
import { PanelBody } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import type { GraphUrl, WriteGraphUrl } from '../graph-url';
import { nodeTitle } from '../keyboard/describe-selection';
import { openTo } from '../model/fold-url';
import { PanelSection } from './panel-section';
import { PeerList } from './peer-list';

type FoldedListProps = {
  /** A box, or both ends of an edge to or from one. */
  focus: string;
  toward?: string;
  protocol?: GraphEdge['protocol'];
  title: (edges: number) => string;
  folded: readonly string[];
  url: GraphUrl;
  write: WriteGraphUrl;
};

/** Rows shown at first, and more at every click. */
const FIRST = 12;
const REFRESH_MS = 10_000;
/** Longer lists are for the table. */
const MOST = 500;

/** The edges behind a folded edge, or inside a folded namespace: trouble first; a click opens the boxes around one. */
export function FoldedList({ focus, toward, protocol, title, folded, url, write }: FoldedListProps) {
  const { range } = useScope();
  const [shown, setShown] = useState(FIRST);
  const answer = useEndpoint(
    getGraph,
    {
      query: {
        type: url.type,
        injectServices: url.services,
        ...windowQuery(range),
        ...{ focus, toward, up: 0, down: 0, edges: MOST },
      },
    },
    range.kind === 'relative' ? { refetchMs: REFRESH_MS } : {},
  );
  return (
    <PanelBody title="What is inside" state={panelState(answer)}>
      {(graph) => {
        const edges = edgesOf(graph, protocol);
        const titles = new Map(graph.nodes.map((node) => [node.id, nodeTitle(node as GraphNode)]));
        const more = edges.length + graph.omittedEdges - shown;
        return (
          <PanelSection title={title(edges.length + graph.omittedEdges)}>
            <PeerList
              peers={edges.slice(0, shown).map((edge) => ({
                edge,
                title: `${titles.get(edge.source) ?? edge.source} → ${titles.get(edge.target) ?? edge.target}`,
              }))}
              onSelect={(id) => write(openTo(url, id, folded))}
            />
            {more > 0 ? (
              <Button size="sm" tone="ghost" onClick={() => setShown(shown + 4 * FIRST)}>
                and {more} more
              </Button>
            ) : null}
          </PanelSection>
        );
      }}
    </PanelBody>
  );
}

function edgesOf(graph: GraphAnswer, protocol: GraphEdge['protocol'] | undefined): GraphEdge[] {
  return (graph.edges as GraphEdge[])
    .filter((edge) => protocol === undefined || edge.protocol === protocol)
    .sort((a, b) => compareHealth(a.health.status, b.health.status) || b.rate - a.rate);
}
