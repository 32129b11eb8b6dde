import { Metric } from '@/components/ui/metric';
import type { TableColumn } from '@/components/ui/table-column';
import { formatBytes } from '@/lib/client/format/format-bytes';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatAbsolute, formatClockMs } from '@/lib/client/format/format-time';
import { codeClass } from '@/lib/mesh/log/code-class';
import { explainFlags } from '@/lib/mesh/log/response-flags';
import type { LogLine } from '@/lib/protocol/api/logs';
import { CODE_TONES } from './model/code-tones';

/** A text column that is hidden until chosen. */
function plain(id: keyof LogLine & string, header: string, width: number): TableColumn<LogLine> {
  return { id, header, width, isHidden: true, cell: (line) => <Muted text={String(line[id] ?? '')} /> };
}

function Muted({ text }: { text: string }) {
  return (
    <span className="text-muted" title={text}>
      {text}
    </span>
  );
}

/** The columns of the log; widths in pixels, the path takes the rest. */
export const LOG_COLUMNS: readonly TableColumn<LogLine>[] = [
  {
    id: 'time',
    header: 'Time',
    width: 112,
    isFixed: true,
    cell: ({ start_time }) => (
      <time
        dateTime={new Date(start_time).toISOString()}
        title={formatAbsolute(start_time)}
        className="text-muted"
      >
        {formatClockMs(start_time)}
      </time>
    ),
  },
  {
    id: 'code',
    header: 'Code',
    width: 48,
    isFixed: true,
    cell: ({ response_code: code }) => (
      <span className={CODE_TONES[codeClass(code)]}>{code === 0 ? 'none' : code}</span>
    ),
  },
  {
    id: 'flags',
    isWide: true,
    header: 'Flags',
    width: 64,
    help: 'Envoy’s response flags',
    cell: ({ response_flags: flags }) =>
      flags === '-' ? null : (
        <span className="text-failing" title={explainFlags(flags)}>
          {flags}
        </span>
      ),
  },
  {
    id: 'duration',
    isWide: true,
    header: 'Duration',
    width: 84,
    align: 'end',
    cell: ({ duration_us }) => <Metric quantity={formatDuration(duration_us / 1000)} />,
  },
  {
    id: 'source',
    isWide: true,
    header: 'From',
    width: 150,
    cell: (line) => <Peer name={line.source_workload} />,
  },
  { id: 'destination', isWide: true, header: 'To', width: 150, cell: (line) => <Destination line={line} /> },
  {
    id: 'method',
    isWide: true,
    header: 'Method',
    width: 60,
    cell: ({ method }) => <Muted text={method ?? ''} />,
  },
  { id: 'path', header: 'Path', minWidth: 120, cell: ({ path }) => <span title={path ?? ''}>{path}</span> },
  {
    id: 'reporter',
    isWide: true,
    header: 'Proxy',
    width: 96,
    help: 'Whose proxy wrote the line',
    cell: ({ reporter }) => <Muted text={reporter} />,
  },
  {
    id: 'details',
    header: 'Details',
    width: 220,
    help: 'Envoy’s response code details',
    isHidden: true,
    cell: ({ response_code_details: details }) => <Muted text={details ?? ''} />,
  },
  {
    id: 'sizes',
    header: 'In / out',
    width: 120,
    align: 'end',
    isHidden: true,
    help: 'Body bytes received and sent',
    cell: (line) => (
      <span className="flex justify-end gap-2">
        <Metric quantity={formatBytes(line.bytes_received)} />
        <Metric quantity={formatBytes(line.bytes_sent)} />
      </span>
    ),
  },
  plain('authority', 'Host', 160),
  plain('request_operation', 'Operation', 180),
  plain('protocol', 'Protocol', 80),
  plain('upstream_host', 'Upstream', 140),
  plain('upstream_cluster', 'Cluster', 260),
  plain('route_name', 'Route', 120),
  plain('user_agent', 'User agent', 160),
  plain('request_id', 'Request id', 280),
  plain('trace_id', 'Trace id', 260),
];

function Peer({ name }: { name: string }) {
  const isKnown = name !== 'unknown' && name !== '';
  return (
    <span className={isKnown ? '' : 'text-faint'} title={name}>
      {isKnown ? name : 'unknown source'}
    </span>
  );
}

function Destination({ line }: { line: LogLine }) {
  const isKnown = line.destination_workload !== 'unknown' && line.destination_workload !== '';
  const name = isKnown ? line.destination_workload : line.destination_service_name;
  return (
    <span className={isKnown ? '' : 'text-muted'} title={line.destination_service}>
      {name}
    </span>
  );
}
