'use client';

import { formatDuration } from '@/lib/client/format/format-duration';
import { useEndpoint } from '@/lib/client/http/use-endpoint';
import { windowQuery } from '@/lib/client/time/window-query';
import { useScope } from '@/lib/client/url/use-scope';
import { getTraces, type TraceSummary } from '@/lib/protocol/api/traces';
import { AppLink } from '../../ui/app-link';
import { Metric } from '../../ui/metric';
import { PanelBody } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { TimeAgo } from '../../ui/time-ago';

const LIVE_MS = 5_000;

type ExemplarTracesProps = { of: string; status?: 'error'; limit?: number };

/** A few whole traces that went this way. */
export function ExemplarTraces({ of, status, limit = 4 }: ExemplarTracesProps) {
  const { range } = useScope();
  const answer = useEndpoint(
    getTraces,
    { query: { of, status, limit, ...windowQuery(range) } },
    { refetchMs: range.kind === 'relative' ? LIVE_MS : undefined },
  );
  const state = panelState(answer, ({ traces }) =>
    traces.length === 0 ? (
      <p className="text-faint text-xs">No {status === 'error' ? 'failed ' : ''}trace in this window</p>
    ) : undefined,
  );
  return (
    <PanelBody title="Traces" state={state}>
      {({ traces }) => (
        <ul className="-mx-2">
          {traces.map((trace) => (
            <TraceRow key={trace.traceId} trace={trace} />
          ))}
        </ul>
      )}
    </PanelBody>
  );
}

function TraceRow({ trace }: { trace: TraceSummary }) {
  return (
    <li>
      <AppLink
        href={`/traces/${trace.traceId}`}
        className="grid grid-cols-[1fr_auto_auto] items-baseline gap-x-3 rounded-sm px-2 py-1 text-sm hover:bg-raised"
      >
        <span className="truncate">
          {trace.rootService} <span className="text-muted">{trace.rootOperation || trace.rootName}</span>
        </span>
        <span className="flex items-baseline gap-2 text-xs">
          {trace.errors > 0 ? <span className="num text-failing">{trace.errors} failed</span> : null}
          <span className="num text-muted">{trace.spans} spans</span>
        </span>
        <span className="flex items-baseline gap-3">
          <Metric quantity={formatDuration(trace.durationUs / 1_000)} />
          <TimeAgo timeMs={trace.startUs / 1_000} className="text-faint text-xs" />
        </span>
      </AppLink>
    </li>
  );
}
