'use client';

import { useMemo, useState } from 'react';
import { DataTable } from '@/components/ui/data-table';
import { Metric } from '@/components/ui/metric';
import type { TableColumn, TableSort } from '@/components/ui/table-column';
import { TimeAgo } from '@/components/ui/time-ago';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import type { LogLine } from '@/lib/protocol/api/logs';
import type { LogFilterState } from './model/log-filter-state';
import { type PathPattern, pathPatterns } from './model/path-patterns';

type PatternTableProps = {
  lines: readonly LogLine[];
  onNarrow: (patch: Partial<LogFilterState>) => void;
};

/** The loaded lines by path template: ids in paths are folded, so that what repeats shows. */
export function PatternTable({ lines, onNarrow }: PatternTableProps) {
  const [sort, setSort] = useState<TableSort>({ column: 'lines', direction: 'desc' });
  const rows = useMemo(() => pathPatterns(lines), [lines]);
  const columns = useMemo(() => makeColumns(lines.length), [lines.length]);
  return (
    <DataTable
      id="log-patterns"
      label="Path patterns"
      className="h-full"
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
      onOpen={({ method, service, template }) =>
        onNarrow({ method, service, path: template.split('{', 1)[0] ?? '' })
      }
      sort={sort}
      onSort={setSort}
      toolbar={
        <span className="text-muted text-xs">
          {rows.length} patterns in the {lines.length.toLocaleString('en-US')} lines that are loaded
        </span>
      }
    />
  );
}

function makeColumns(all: number): TableColumn<PathPattern>[] {
  return [
    {
      id: 'pattern',
      header: 'Pattern',
      minWidth: 280,
      isFixed: true,
      sortBy: ({ template }) => template,
      cell: ({ method, template, example }) => (
        <span className="font-mono text-xs" title={example}>
          <span className="text-muted">{method}</span> {template}
        </span>
      ),
    },
    {
      id: 'service',
      header: 'Service',
      width: 180,
      sortBy: ({ service }) => service,
      cell: ({ service }) => service,
    },
    {
      id: 'lines',
      header: 'Lines',
      width: 180,
      align: 'end',
      firstSort: 'desc',
      sortBy: ({ lines }) => lines,
      cell: ({ lines }) => (
        <span className="flex items-center gap-2">
          <span aria-hidden className="h-1.5 grow overflow-hidden rounded-sm bg-raised">
            <span
              className="block h-full bg-info/70"
              style={{ width: `${(lines / Math.max(1, all)) * 100}%` }}
            />
          </span>
          {lines.toLocaleString('en-US')}
        </span>
      ),
    },
    {
      id: 'failures',
      header: 'Failed',
      help: '5xx and no response',
      width: 100,
      align: 'end',
      firstSort: 'desc',
      sortBy: ({ failures, lines }) => failures / lines,
      cell: ({ failures, lines }) => (
        <Metric quantity={formatPercent(failures / lines)} tone={failures > 0 ? 'failing' : undefined} />
      ),
    },
    {
      id: 'mean',
      header: 'Mean',
      width: 96,
      align: 'end',
      firstSort: 'desc',
      sortBy: ({ meanMs }) => meanMs,
      cell: ({ meanMs }) => <Metric quantity={formatDuration(meanMs)} />,
    },
    {
      id: 'max',
      header: 'Longest',
      width: 96,
      align: 'end',
      firstSort: 'desc',
      sortBy: ({ maxMs }) => maxMs,
      cell: ({ maxMs }) => <Metric quantity={formatDuration(maxMs)} />,
    },
    {
      id: 'newest',
      header: 'Last seen',
      width: 110,
      align: 'end',
      firstSort: 'desc',
      sortBy: ({ newest }) => newest,
      cell: ({ newest }) => <TimeAgo timeMs={newest} className="text-muted" />,
    },
  ];
}
