'use client';

import { useMemo, useState } from 'react';
import { DataTable } from '@/components/ui/data-table';
import { Metric } from '@/components/ui/metric';
import type { TableColumn, TableSort } from '@/components/ui/table-column';
import { formatDuration } from '@/lib/client/format/format-duration';
import type { TraceGraph, TraceGraphEdge, TraceGraphNode } from '@/lib/mesh/trace/trace-graph';
import { durationColumn } from '../duration-column';

type EdgeTableProps = {
  graph: TraceGraph;
  colours: ReadonlyMap<string, string>;
  onOpen: (edge: TraceGraphEdge) => void;
};

/** The twin of the drawing: one row an edge; opening one opens its first call. */
export function EdgeTable({ graph, colours, onOpen }: EdgeTableProps) {
  const [sort, setSort] = useState<TableSort>({ column: 'critical', direction: 'desc' });
  const columns = useMemo(() => makeColumns(graph, colours), [graph, colours]);
  return (
    <DataTable
      id="trace-graph"
      label="Calls between services"
      className="min-h-48 grow basis-0 border-border border-t"
      columns={columns}
      rows={graph.edges}
      rowKey={({ id }) => id}
      onOpen={onOpen}
      sort={sort}
      onSort={setSort}
      toolbar={<span className="text-muted text-xs">The same as a table. A row opens its first call.</span>}
      empty={<p className="p-6 text-center text-muted">No service called another in this trace.</p>}
    />
  );
}

function makeColumns(graph: TraceGraph, colours: ReadonlyMap<string, string>): TableColumn<TraceGraphEdge>[] {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const end = (id: 'source' | 'target', header: string): TableColumn<TraceGraphEdge> => ({
    id,
    header,
    minWidth: 150,
    isFixed: true,
    sortBy: (edge) => byId.get(edge[id])?.service ?? '',
    cell: (edge) => <End node={byId.get(edge[id])} colours={colours} />,
  });
  return [
    end('source', 'Source'),
    end('target', 'Destination'),
    {
      id: 'calls',
      header: 'Calls',
      width: 84,
      align: 'end',
      firstSort: 'desc',
      sortBy: ({ calls }) => calls,
      cell: ({ calls }) => calls.toLocaleString('en-US'),
    },
    {
      id: 'errors',
      header: 'Failed',
      help: 'Calls that failed on either side',
      width: 84,
      align: 'end',
      firstSort: 'desc',
      sortBy: ({ errors }) => errors,
      cell: ({ errors }) => <span className={errors > 0 ? 'text-failing' : 'text-faint'}>{errors}</span>,
    },
    durationColumn(
      'callee',
      'In callee',
      ({ calleeUs }) => calleeUs,
      'Durations in the callee together; calls side by side count each',
    ),
    {
      id: 'critical',
      header: 'Waited for',
      help: 'What the whole request waited for the callee’s own work: its part of the critical path',
      width: 128,
      align: 'end',
      firstSort: 'desc',
      sortBy: ({ criticalUs, isCritical }) => (isCritical ? criticalUs : -1),
      cell: ({ criticalUs, isCritical }) =>
        isCritical ? (
          <Metric quantity={formatDuration(criticalUs / 1000)} />
        ) : (
          <span className="text-faint">–</span>
        ),
    },
  ];
}

function End({ node, colours }: { node: TraceGraphNode | undefined; colours: ReadonlyMap<string, string> }) {
  if (node === undefined) return null;
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span
        aria-hidden
        className="h-4 w-1 shrink-0 rounded-sm"
        style={{ background: node.spans === 0 ? 'var(--border-strong)' : colours.get(node.service) }}
      />
      <span className="truncate font-medium" title={node.service}>
        {node.service}
      </span>
    </span>
  );
}
