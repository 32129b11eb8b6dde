'use client';

import { formatDuration } from '@/lib/client/format/format-duration';
import { whyFailed } from '@/lib/client/logs/describe-log';
import type { LogLine } from '@/lib/protocol/api/logs';
import { Card } from '../../ui/card';
import { DataTable } from '../../ui/data-table';
import { Metric } from '../../ui/metric';
import { PanelBody } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import type { TableColumn } from '../../ui/table-column';
import { TimeAgo } from '../../ui/time-ago';
import { RequestLinks, useFailingRequests } from '../panel/failing-requests';

const LIMIT = 100;

const COLUMNS: readonly TableColumn<LogLine>[] = [
  {
    id: 'time',
    header: 'When',
    width: 100,
    isFixed: true,
    cell: ({ start_time }) => <TimeAgo timeMs={start_time} className="text-muted" />,
  },
  {
    id: 'code',
    header: 'Code',
    width: 110,
    cell: ({ response_code: code, response_flags: flags }) => (
      <span>
        <span className="num font-medium text-failing">{code === 0 ? 'none' : code}</span>
        {flags === '-' ? null : <span className="ml-2 font-mono text-degraded text-xs">{flags}</span>}
      </span>
    ),
  },
  {
    id: 'request',
    header: 'Request',
    minWidth: 180,
    cell: ({ method, path }) => (
      <span title={path ?? ''}>
        <span className="text-muted">{method}</span> {path}
      </span>
    ),
  },
  {
    id: 'why',
    header: 'Why',
    minWidth: 200,
    cell: (line) => (
      <span className="text-muted" title={whyFailed(line).join(' ')}>
        {whyFailed(line)[0]}
      </span>
    ),
  },
  {
    id: 'duration',
    header: 'Duration',
    width: 90,
    align: 'end',
    cell: ({ duration_us }) => <Metric quantity={formatDuration(duration_us / 1_000)} />,
  },
  {
    id: 'reporter',
    header: 'Reporter',
    width: 100,
    cell: ({ reporter }) => <span className="text-muted">{reporter}</span>,
  },
  {
    id: 'links',
    header: 'Trace, logs',
    width: 110,
    cell: ({ trace_id }) =>
      trace_id === null ? null : (
        <span className="relative z-1 flex gap-2 text-xs">
          <RequestLinks traceId={trace_id} />
        </span>
      ),
  },
];

/** The newest failing requests of an edge; each leads to its trace and to its log lines everywhere. */
export function FailingTable({ of }: { of: string }) {
  const answer = useFailingRequests(of, LIMIT);
  const state = panelState(answer, ({ lines }) =>
    lines.length === 0 ? (
      <p className="p-4 text-muted text-sm">No failed requests in this window</p>
    ) : undefined,
  );
  return (
    <Card className="min-w-0">
      <PanelBody title="Failing requests" state={state}>
        {({ lines }) => (
          <DataTable
            id="edge.failing"
            label="Failing requests"
            columns={COLUMNS}
            rows={lines}
            rowKey={({ id }) => id}
            className="max-h-96"
            toolbar={
              <h2 className="text-sm">
                Failing requests{' '}
                <span className="num font-normal text-faint text-xs">newest {lines.length}</span>
              </h2>
            }
          />
        )}
      </PanelBody>
    </Card>
  );
}
