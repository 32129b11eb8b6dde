'use client';

import { useMemo } from 'react';
import { DataTable } from '../../ui/data-table';
import { SegmentedControl } from '../../ui/segmented-control';
import type { TableSort } from '../../ui/table-column';
import type { GraphUrl, WriteGraphUrl } from '../graph-url';
import type { DrawnGraph } from '../model/drawn-graph';
import { selectMore } from '../model/select-more';
import type { Found } from '../model/use-found';
import { edgeColumns } from './edge-columns';
import { nodeColumns } from './node-columns';

type GraphTableProps = {
  graph: DrawnGraph;
  found: Found;
  url: GraphUrl;
  write: WriteGraphUrl;
};

const KINDS = [
  { value: 'nodes', label: 'Nodes' },
  { value: 'edges', label: 'Edges' },
] as const;

/** The drawing as text: the same things, the same selection, worst first. */
export function GraphTable({ graph, found, url, write }: GraphTableProps) {
  const { sel, also, rows, sort } = url;
  const isEdge = graph.edges.some(({ id }) => id === sel);
  const kind = rows === 'auto' ? (isEdge ? 'edges' : 'nodes') : rows;
  const isMatch = ({ id }: { id: string }) => found.lit?.has(id) ?? true;
  const columns = useMemo(() => edgeColumns(graph), [graph]);
  const shared = {
    selectedKey: sel,
    alsoSelected: also,
    sort,
    onSort: (next: TableSort) => write({ sort: next }, { replace: true }),
    rowKey: ({ id }: { id: string }) => id,
    onOpen: ({ id }: { id: string }, isMore: boolean) =>
      write(isMore ? selectMore(url, id) : { sel: id, also: [] }),
    toolbar: (
      <SegmentedControl
        label="Rows"
        value={kind}
        options={KINDS}
        onChange={(next) => write({ rows: next }, { replace: true })}
      />
    ),
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
