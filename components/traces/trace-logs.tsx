'use client';

import { useMemo, useState } from 'react';
import { AppLink } from '@/components/ui/app-link';
import { Card } from '@/components/ui/card';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Metric } from '@/components/ui/metric';
import { PanelBody } from '@/components/ui/panel';
import { panelState, type QueryLike } from '@/components/ui/panel-state';
import type { TableColumn, TableSort } from '@/components/ui/table-column';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatClockMs } from '@/lib/client/format/format-time';
import { reasonsOf } from '@/lib/client/logs/describe-log';
import type { LogLine } from '@/lib/protocol/api/logs';
import { nodeKey } from './model/collapse';
import { OwnLogLines } from './own-log-lines';
import type { TraceViewProps } from './trace-view-props';

type TraceLogsProps = TraceViewProps & { logs: QueryLike<{ lines: LogLine[] }> };

/** The access-log lines of the whole trace; opening one opens its span. */
export function TraceLogs({ trace, colours, selected, onOpen, logs }: TraceLogsProps) {
  const [sort, setSort] = useState<TableSort>({ column: 'time', direction: 'asc' });
  const columns = useMemo(() => makeColumns(colours), [colours]);
  const keyOf = useMemo(
    () => new Map(trace.nodes.map((node) => [node.span.span_id, nodeKey(node)])),
    [trace],
  );
  const state = panelState({ ...logs, data: logs.data?.lines }, (lines) =>
    lines.length === 0 ? (
      <EmptyState title="No access-log line has this trace’s id">
        Agents write a line for each request; lines may be kept for a shorter time than spans.
      </EmptyState>
    ) : undefined,
  );
  return (
    <Card className="mb-4 flex h-[calc(100%-1rem)] min-h-80 flex-col">
      <OwnLogLines trace={trace} onOpen={onOpen} />
      <PanelBody title="Logs" state={state}>
        {(lines) => (
          <DataTable
            id="trace-logs"
            label="Access log of the trace"
            className="h-full"
            columns={columns}
            rows={lines}
            rowKey={({ id }) => id}
            onOpen={({ span_id }) => onOpen(keyOf.get(span_id ?? ''))}
            selectedKey={lines.find(({ span_id }) => span_id === selected?.span.span_id)?.id}
            sort={sort}
            onSort={setSort}
            toolbar={
              <AppLink href={`/logs?trace=${trace.traceId}`} className="text-accent text-xs hover:underline">
                Open in logs
              </AppLink>
            }
          />
        )}
      </PanelBody>
    </Card>
  );
}

function makeColumns(colours: ReadonlyMap<string, string>): TableColumn<LogLine>[] {
  const service = (line: LogLine) =>
    line.reporter === 'source' ? line.source_canonical_service : line.destination_canonical_service;
  return [
    {
      id: 'time',
      header: 'Time',
      width: 120,
      isFixed: true,
      sortBy: ({ start_time }) => start_time,
      cell: ({ start_time }) => <span className="num font-mono text-xs">{formatClockMs(start_time)}</span>,
    },
    {
      id: 'proxy',
      header: 'Proxy of',
      width: 190,
      sortBy: service,
      cell: (line) => (
        <span className="flex items-center gap-2">
          <span
            aria-hidden
            className="h-4 w-1 shrink-0 rounded-sm"
            style={{ background: colours.get(service(line)) }}
          />
          <span className="truncate">
            {service(line)} <span className="text-faint">{line.reporter === 'source' ? 'out' : 'in'}</span>
          </span>
        </span>
      ),
    },
    {
      id: 'code',
      header: 'Code',
      width: 76,
      align: 'end',
      sortBy: ({ response_code }) => response_code,
      cell: ({ response_code: code }) => (
        <span
          className={
            code >= 500 || code === 0 ? 'text-failing' : code >= 400 ? 'text-degraded' : 'text-muted'
          }
        >
          {code}
        </span>
      ),
    },
    {
      id: 'flags',
      header: 'Flags',
      width: 80,
      sortBy: ({ response_flags }) => response_flags,
      cell: (line) => (
        <span className="font-mono text-xs" title={reasonsOf(line).join(' ')}>
          {line.response_flags === '-' ? '' : line.response_flags}
        </span>
      ),
    },
    {
      id: 'request',
      header: 'Request',
      minWidth: 240,
      sortBy: ({ path }) => path ?? '',
      cell: ({ method, path }) => (
        <span className="font-mono text-xs">
          {method} <span className="text-muted">{path}</span>
        </span>
      ),
    },
    {
      id: 'duration',
      header: 'Duration',
      width: 104,
      align: 'end',
      firstSort: 'desc',
      sortBy: ({ duration_us }) => duration_us,
      cell: ({ duration_us }) => <Metric quantity={formatDuration(duration_us / 1000)} />,
    },
  ];
}
