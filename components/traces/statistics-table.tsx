'use client';

import { useMemo, useState } from 'react';
import { Card } from '@/components/ui/card';
import { DataTable } from '@/components/ui/data-table';
import { Metric } from '@/components/ui/metric';
import { SegmentedControl } from '@/components/ui/segmented-control';
import type { TableColumn, TableSort } from '@/components/ui/table-column';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import { durationColumn } from './duration-column';
import { type SpanStatistics, type StatisticsBy, spanStatistics } from './model/span-statistics';
import type { TraceViewProps } from './trace-view-props';

type StatisticsTableProps = TraceViewProps & { by: StatisticsBy; onBy: (by: StatisticsBy) => void };

const GROUPS = [
  { value: 'service', label: 'By service' },
  { value: 'operation', label: 'By operation' },
] as const;

/** Where the time of a trace went, by service or operation. */
export function StatisticsTable({ trace, colours, critical, by, onBy }: StatisticsTableProps) {
  const [sort, setSort] = useState<TableSort>({ column: 'self', direction: 'desc' });
  const rows = useMemo(() => spanStatistics(trace, by, critical.totalUs), [trace, by, critical]);
  const columns = useMemo(() => makeColumns(by, colours), [by, colours]);
  return (
    <Card className="mb-4 flex h-[calc(100%-1rem)] min-h-80 flex-col">
      <DataTable
        id={`statistics-${by}`}
        label={`Statistics of the trace by ${by}`}
        className="grow"
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
        sort={sort}
        onSort={setSort}
        toolbar={<SegmentedControl label="Group" value={by} options={GROUPS} onChange={onBy} />}
      />
    </Card>
  );
}

function makeColumns(by: StatisticsBy, colours: ReadonlyMap<string, string>): TableColumn<SpanStatistics>[] {
  const name: TableColumn<SpanStatistics> = {
    id: 'name',
    header: by === 'service' ? 'Service' : 'Operation',
    minWidth: 220,
    isFixed: true,
    sortBy: ({ key }) => key,
    cell: ({ service, operation }) => (
      <span className="flex min-w-0 items-center gap-2">
        <span
          aria-hidden
          className="h-4 w-1 shrink-0 rounded-sm"
          style={{ background: colours.get(service) }}
        />
        <span className="shrink-0 font-medium">{service}</span>
        <span className="truncate text-muted">{operation}</span>
      </span>
    ),
  };
  return [
    name,
    {
      id: 'count',
      header: 'Spans',
      width: 84,
      align: 'end',
      firstSort: 'desc',
      sortBy: ({ count }) => count,
      cell: ({ count }) => count.toLocaleString('en-US'),
    },
    {
      id: 'errors',
      header: 'Errors',
      width: 84,
      align: 'end',
      firstSort: 'desc',
      sortBy: ({ errors }) => errors,
      cell: ({ errors }) => <span className={errors > 0 ? 'text-failing' : 'text-faint'}>{errors}</span>,
    },
    {
      id: 'self',
      header: 'Self time',
      help: 'Time in which none of their calls ran, and its share of all self time',
      width: 200,
      align: 'end',
      firstSort: 'desc',
      sortBy: ({ selfUs }) => selfUs,
      cell: ({ selfUs, selfShare, service }) => (
        <span className="flex items-center justify-end gap-2">
          <span aria-hidden className="h-2 w-20 shrink-0 overflow-hidden rounded-sm bg-raised">
            <span
              className="block h-full"
              style={{ width: `${selfShare * 100}%`, background: colours.get(service) }}
            />
          </span>
          <Metric quantity={formatDuration(selfUs / 1000)} className="w-16" />
        </span>
      ),
    },
    {
      id: 'critical',
      header: 'Critical path',
      help: 'Share of the time the whole request waited',
      width: 120,
      align: 'end',
      firstSort: 'desc',
      sortBy: ({ criticalShare }) => criticalShare,
      cell: ({ criticalShare }) => <Metric quantity={formatPercent(criticalShare)} />,
    },
    durationColumn(
      'total',
      'Total',
      ({ totalUs }) => totalUs,
      'Sum of durations; calls side by side count each',
    ),
    durationColumn('mean', 'Mean', ({ meanUs }) => meanUs, 'Mean duration'),
    durationColumn('p95', 'p95', ({ p95Us }) => p95Us, '95 % of the spans took no longer'),
    durationColumn('max', 'Longest', ({ maxUs }) => maxUs, 'Longest duration'),
  ];
}
