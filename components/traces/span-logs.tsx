import { AppLink } from '@/components/ui/app-link';
import { PanelBody } from '@/components/ui/panel';
import { panelState, type QueryLike } from '@/components/ui/panel-state';
import { describeLog } from '@/lib/client/logs/describe-log';
import { linesOfSpan } from '@/lib/client/logs/use-trace-logs';
import type { Span } from '@/lib/mesh/trace/span';
import type { LogLine } from '@/lib/protocol/api/logs';

type SpanLogsProps = { span: Span; logs: QueryLike<{ lines: LogLine[] }> };

/** The access-log lines that the same proxy wrote for a span. */
export function SpanLogs({ span, logs }: SpanLogsProps) {
  const state = panelState(
    { ...logs, data: logs.data && linesOfSpan(logs.data.lines, span.span_id) },
    (lines) =>
      lines.length === 0 ? (
        <p className="text-muted text-sm">No access-log line has this span’s id.</p>
      ) : undefined,
  );
  return (
    <PanelBody title="Access log" state={state}>
      {(lines) => lines.map((line) => <SpanLogLine key={line.id} line={line} />)}
    </PanelBody>
  );
}

function SpanLogLine({ line }: { line: LogLine }) {
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p className="text-muted">{describeLog(line)}</p>
      <AppLink
        href={`/logs?trace=${line.trace_id}&line=${line.id}`}
        className="overflow-x-auto whitespace-pre rounded-md border border-border bg-bg p-2 font-mono text-2xs hover:border-border-strong"
      >
        {envoyLine(line)}
      </AppLink>
    </div>
  );
}

/** The beginning of a line as Envoy's text format has it. */
function envoyLine(line: LogLine): string {
  const start = new Date(line.start_time).toISOString();
  const request = `"${line.method ?? '-'} ${line.path ?? '-'} ${line.protocol ?? '-'}"`;
  const answer = `${line.response_code} ${line.response_flags} ${line.response_code_details ?? '-'}`;
  const sizes = `${line.bytes_received} ${line.bytes_sent} ${line.duration} ${line.upstream_service_time ?? '-'}`;
  return `[${start}] ${request} ${answer}\n${sizes} "${line.authority ?? '-'}" "${line.upstream_host ?? '-'}"\n${line.upstream_cluster ?? '-'}`;
}
