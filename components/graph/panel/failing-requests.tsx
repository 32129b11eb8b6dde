'use client';

import { formatDuration } from '@/lib/client/format/format-duration';
import { useEndpoint } from '@/lib/client/http/use-endpoint';
import { whyFailed } from '@/lib/client/logs/describe-log';
import { windowQuery } from '@/lib/client/time/window-query';
import { useScope } from '@/lib/client/url/use-scope';
import { getLogs, type LogLine } from '@/lib/protocol/api/logs';
import { AppLink } from '../../ui/app-link';
import { Metric } from '../../ui/metric';
import { PanelBody } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { TimeAgo } from '../../ui/time-ago';

/** Codes of requests that failed; 0 is no response. */
export const FAILED_CODES = '5xx,4xx,0';
const LIVE_MS = 3_000;

/** The newest failing requests of a node or an edge; asked again while live. */
export function useFailingRequests(of: string, limit: number) {
  const { range } = useScope();
  return useEndpoint(
    getLogs,
    { query: { of, code: FAILED_CODES, limit, ...windowQuery(range) } },
    { refetchMs: range.kind === 'relative' ? LIVE_MS : undefined },
  );
}

/** What failed last: each with why, its trace and its log lines. */
export function FailingRequests({ of, limit = 6 }: { of: string; limit?: number }) {
  const answer = useFailingRequests(of, limit);
  const state = panelState(answer, ({ lines }) =>
    lines.length === 0 ? <p className="text-faint text-xs">No failed requests in this window</p> : undefined,
  );
  return (
    <PanelBody title="Failing requests" state={state}>
      {({ lines }) => (
        <ul className="-mx-2 flex flex-col">
          {lines.map((line) => (
            <FailingRequest key={line.id} line={line} />
          ))}
        </ul>
      )}
    </PanelBody>
  );
}

function FailingRequest({ line }: { line: LogLine }) {
  const flags = line.response_flags === '-' ? '' : line.response_flags;
  return (
    <li className="rounded-sm px-2 py-1.5 hover:bg-raised">
      <div className="flex items-baseline gap-2 text-sm">
        <span className="num shrink-0 font-medium text-failing">
          {line.response_code === 0 ? 'none' : line.response_code}
        </span>
        <span className="min-w-0 grow truncate" title={line.path ?? ''}>
          <span className="text-muted">{line.method}</span> {line.path}
        </span>
        <TimeAgo timeMs={line.start_time} className="shrink-0 text-faint text-xs" />
      </div>
      <div className="flex items-baseline gap-2 text-xs">
        {flags === '' ? null : <span className="shrink-0 font-mono text-degraded">{flags}</span>}
        <Metric quantity={formatDuration(line.duration_us / 1_000)} className="shrink-0 text-muted" />
        <span className="min-w-0 grow truncate text-muted" title={whyFailed(line).join(' ')}>
          {whyFailed(line)[0]}
        </span>
        {line.trace_id === null ? null : <RequestLinks traceId={line.trace_id} />}
      </div>
    </li>
  );
}

/** The trace of a request, and its log lines wherever it went. */
export function RequestLinks({ traceId }: { traceId: string }) {
  const className = 'shrink-0 rounded-sm text-accent hover:underline';
  return (
    <>
      <AppLink href={`/traces/${traceId}`} className={className}>
        Trace
      </AppLink>
      <AppLink href={`/logs?trace=${traceId}`} className={className}>
        Logs
      </AppLink>
    </>
  );
}
