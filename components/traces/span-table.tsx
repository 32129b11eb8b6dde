'use client';

import { useMemo, useState } from 'react';
import { Card } from '@/components/ui/card';
import { DataTable } from '@/components/ui/data-table';
import { Metric } from '@/components/ui/metric';
import { SearchField } from '@/components/ui/search-field';
import type { TableColumn, TableSort } from '@/components/ui/table-column';
import { formatDuration } from '@/lib/client/format/format-duration';
import type { TraceNode } from '@/lib/mesh/trace/trace';
import { nodeKey } from './model/collapse';
import { spanTitle } from './model/describe-span';
import { findInTrace } from './model/find-in-trace';
import { spanFacts } from './model/span-facts';
import type { TraceViewProps } from './trace-view-props';

/** All spans as a table: the twin of the waterfall. */
export function SpanTable({ trace, colours, critical, selected, onOpen }: TraceViewProps) {
  const [find, setFind] = useState('');
  const [sort, setSort] = useState<TableSort>({ column: 'start', direction: 'asc' });
  const rows = useMemo(() => (find === '' ? trace.nodes : findInTrace(trace, find)), [trace, find]);
  const columns = useMemo(
    () => makeColumns(trace.startUs, colours, critical.totalUs),
    [trace.startUs, colours, critical],
  );
  return (
    <Card className="mb-4 flex h-[calc(100%-1rem)] min-h-80 flex-col">
      <DataTable
        id="spans"
        label="Spans of the trace"
        className="grow"
        columns={columns}
        rows={rows}
        rowKey={nodeKey}
        onOpen={(node) => onOpen(nodeKey(node))}
        selectedKey={selected === undefined ? undefined : nodeKey(selected)}
        sort={sort}
        onSort={setSort}
        toolbar={<SearchField label="Find spans" value={find} onChange={setFind} isMain />}
        empty={<p className="p-6 text-center text-muted">No span has all these words.</p>}
      />
    </Card>
  );
}

function makeColumns(
  startUs: number,
  colours: ReadonlyMap<string, string>,
  criticalUs: ReadonlyMap<number, number>,
): TableColumn<TraceNode>[] {
  const time = (
    id: string,
    header: string,
    us: (node: TraceNode) => number,
    help: string,
  ): TableColumn<TraceNode> => ({
    id,
    header,
    help,
    width: 110,
    align: 'end',
    firstSort: 'desc',
    sortBy: us,
    cell: (node) => <Metric quantity={formatDuration(us(node) / 1000)} />,
  });
  return [
    {
      id: 'service',
      header: 'Service',
      width: 180,
      isFixed: true,
      sortBy: ({ span }) => span.service,
      cell: ({ span }) => (
        <span className="flex items-center gap-2">
          <span
            aria-hidden
            className="h-4 w-1 shrink-0 rounded-sm"
            style={{ background: colours.get(span.service) }}
          />
          <span className="truncate font-medium">{span.service}</span>
        </span>
      ),
    },
    {
      id: 'request',
      header: 'Request',
      minWidth: 220,
      sortBy: ({ span }) => spanTitle(span),
      cell: ({ span }) => <span className="text-muted">{spanTitle(span)}</span>,
    },
    {
      id: 'kind',
      header: 'Kind',
      width: 90,
      sortBy: ({ span }) => span.kind,
      cell: ({ span }) => <span className="text-muted">{span.kind.toLowerCase()}</span>,
    },
    {
      id: 'code',
      header: 'Code',
      width: 84,
      align: 'end',
      sortBy: ({ span }) => spanFacts(span).code,
      cell: ({ span }) => (
        <span className={span.status === 'error' ? 'text-failing' : 'text-muted'}>
          {spanFacts(span).code ?? '–'}
        </span>
      ),
    },
    {
      id: 'flags',
      header: 'Flags',
      width: 84,
      sortBy: ({ span }) => spanFacts(span).flags.join(','),
      cell: ({ span }) => <span className="font-mono text-xs">{spanFacts(span).flags.join(',')}</span>,
    },
    time('start', 'Start', ({ span }) => span.start_us - startUs, 'Since the start of the trace'),
    time('duration', 'Duration', ({ span }) => span.duration_us, 'From first to last byte'),
    time('self', 'Self', (node) => node.selfUs, 'Time in which none of its calls ran'),
    time(
      'critical',
      'Critical',
      (node) => criticalUs.get(node.index) ?? 0,
      'Time the whole request waited for it',
    ),
  ];
}
