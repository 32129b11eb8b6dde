'use client';

import { useMemo } from 'react';
import { Card } from '@/components/ui/card';
import { buildTraceGraph } from '@/lib/mesh/trace/trace-graph';
import { nodeKey } from '../model/collapse';
import type { TraceViewProps } from '../trace-view-props';
import { EdgeTable } from './edge-table';
import { ArrowHeads, EdgePlate, GraphEdge } from './graph-edge';
import { GraphNode } from './graph-node';
import { placeGraph } from './place-graph';

type TraceGraphViewProps = TraceViewProps & {
  /** Opens a span by node key in the timeline. */
  onShow: (key: string) => void;
};

/** Wide drawings shrink this far before they scroll. */
const SMALLEST = 0.85;

/** Who called whom in this trace, drawn and as a table. */
export function TraceGraphView({ trace, colours, critical, selected, onOpen, onShow }: TraceGraphViewProps) {
  const graph = useMemo(() => buildTraceGraph(trace, critical.totalUs), [trace, critical]);
  const placed = useMemo(() => placeGraph(graph), [graph]);
  return (
    <Card className="mb-4 flex h-[calc(100%-1rem)] min-h-120 flex-col overflow-hidden">
      <Legend />
      <section aria-label="Graph of the trace" className="max-h-[60%] min-h-40 shrink-0 overflow-auto p-2">
        <svg
          viewBox={`0 0 ${placed.width} ${placed.height}`}
          className="mx-auto block h-auto w-full"
          style={{ minWidth: placed.width * SMALLEST, maxWidth: placed.width }}
        >
          <title>Who called whom</title>
          <ArrowHeads />
          {placed.edges.map((edge) => (
            <GraphEdge key={edge.edge.id} placed={edge} />
          ))}
          {placed.edges.map((edge) => (
            <EdgePlate key={edge.edge.id} placed={edge} />
          ))}
          {placed.nodes.map((at) => {
            const { node } = at;
            const key = nodeKey(node.first);
            return (
              <GraphNode
                key={node.id}
                placed={at}
                colour={colours.get(node.service) ?? 'var(--border-strong)'}
                isSelected={
                  node.spans > 0 &&
                  selected?.span.service === node.service &&
                  selected.span.namespace === node.namespace
                }
                href={`?span=${key}`}
                onOpen={() => onShow(key)}
              />
            );
          })}
        </svg>
      </section>
      <EdgeTable graph={graph} colours={colours} onOpen={({ first }) => onOpen(nodeKey(first))} />
    </Card>
  );
}

function Legend() {
  return (
    <p className="flex shrink-0 flex-wrap items-center gap-x-5 gap-y-1 border-border border-b px-4 py-2 text-muted text-xs">
      <span>Calls and time in the callee; a service leads to its first span.</span>
      <span className="flex items-center gap-2">
        <span aria-hidden className="h-[3px] w-6 bg-text" />
        critical path
      </span>
      <span className="flex items-center gap-2">
        <span aria-hidden className="w-6 border-failing border-t-2 border-dashed" />
        <span className="text-failing">✕</span> some calls failed
      </span>
    </p>
  );
}
