'use client';

import { useMemo, useState } from 'react';
import { DataTable } from '../../ui/data-table';
import { SegmentedControl } from '../../ui/segmented-control';
import type { TableSort } from '../../ui/table-column';
import type { DrawnGraph } from '../model/drawn-graph';
import type { Found } from '../model/use-found';
import { edgeColumns } from './edge-columns';
import { nodeColumns } from './node-columns';

type GraphTableProps = {
  graph: DrawnGraph;
  found: Found;
  selected: string | undefined;
  onSelect: (id: string) => void;
};

const KINDS = [
  { value: 'nodes', label: 'Nodes' },
  { value: 'edges', label: 'Edges' },
] as const;

/** The drawing as text: the same things, the same selection, worst first. */
export function GraphTable({ graph, found, selected, onSelect }: GraphTableProps) {
  const isEdge = graph.edges.some(({ id }) => id === selected);
  const [kind, setKind] = useState<'nodes' | 'edges'>(isEdge ? 'edges' : 'nodes');
  const [sort, setSort] = useState<TableSort>({ column: 'health', direction: 'asc' });
  const isMatch = ({ id }: { id: string }) => found.lit?.has(id) ?? true;
  const columns = useMemo(() => edgeColumns(graph), [graph]);
  const shared = {
    selectedKey: selected,
    sort,
    onSort: setSort,
    rowKey: ({ id }: { id: string }) => id,
    onOpen: ({ id }: { id: string }) => onSelect(id),
    toolbar: <SegmentedControl label="Rows" value={kind} options={KINDS} onChange={setKind} />,
    empty: <p className="p-6 text-center text-muted">Nothing matches the find expression</p>,
    className: 'h-full bg-surface pt-10',
  };
  if (kind === 'nodes') {
    return (
      <DataTable
        {...shared}
        id="graph.nodes"
        label="Nodes of the graph"
        columns={nodeColumns}
        rows={graph.nodes.filter(isMatch)}
      />
    );
  }
  return (
    <DataTable
      {...shared}
      id="graph.edges"
      label="Edges of the graph"
      columns={columns}
      rows={graph.edges.filter(isMatch)}
    />
  );
}
