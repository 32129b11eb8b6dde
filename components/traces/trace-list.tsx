'use client';

import { OctagonX } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { Metric } from '@/components/ui/metric';
import { MiddleText } from '@/components/ui/middle-text';
import type { TableColumn, TableSort } from '@/components/ui/table-column';
import { TimeAgo } from '@/components/ui/time-ago';
import { formatDuration } from '@/lib/client/format/format-duration';
import type { TraceSummary } from '@/lib/protocol/api/traces';
import { MiniTimeline } from './mini-timeline';
import { traceTitle } from './model/scatter-point';
import { assignColours } from './model/service-colours';
import { ServiceSwatches } from './service-swatches';
import { traceHref } from './use-open-trace';

type TraceListProps = {
  traces: readonly TraceSummary[];
  sort: TableSort;
  onSort: (sort: TableSort) => void;
  onHighlight: (traceId: string | undefined) => void;
  /** What of all traces found is listed. */
  summary: string;
  /** How far a search has come that goes on. */
  progress: ReactNode;
  hasMore: boolean;
  moreLabel: string;
  onMore: () => void;
};

/** The traces found, each with a small picture of where its time went. */
export function TraceList(props: TraceListProps) {
  const { traces, sort, onSort, onHighlight, summary, progress, hasMore, moreLabel, onMore } = props;
  const columns = useMemo(() => makeColumns(traces), [traces]);
  return (
    <div
      className="flex h-full min-h-0 flex-col"
      onPointerOver={(event) => onHighlight(traceIdAt(event.target as Element, traces))}
      onPointerLeave={() => onHighlight(undefined)}
    >
      <DataTable
        id="traces"
        label="Traces found"
        className="grow"
        columns={columns}
        rows={traces}
        rowKey={(trace) => trace.traceId}
        rowHref={(trace) => traceHref(trace.traceId)}
        sort={sort}
        onSort={onSort}
        toolbar={
          <>
            <span className="text-muted text-xs">{summary}</span>
            {progress}
          </>
        }
      />
      {hasMore ? (
        <div className="flex shrink-0 justify-center border-border border-t p-2">
          <Button size="sm" onClick={onMore}>
            {moreLabel}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function traceIdAt(element: Element, traces: readonly TraceSummary[]): string | undefined {
  const href = element.closest('tr')?.querySelector('a[data-row-target]')?.getAttribute('href');
  const id = href === undefined || href === null ? undefined : /\/traces\/([0-9a-f]+)/.exec(href)?.[1];
  return traces.find((trace) => trace.traceId === id)?.traceId;
}

function makeColumns(traces: readonly TraceSummary[]): TableColumn<TraceSummary>[] {
  const longest = traces.reduce((most, trace) => Math.max(most, trace.durationUs), 1);
  const colours = assignColours(traces.flatMap(({ services }) => services.map(({ service }) => service)));
  return [
    {
      id: 'request',
      header: 'Request',
      minWidth: 260,
      isFixed: true,
      sortBy: (trace) => `${trace.rootService} ${traceTitle(trace)}`,
      cell: (trace) => <RequestCell trace={trace} />,
    },
    {
      id: 'timeline',
      header: 'Where the time went',
      minWidth: 200,
      cell: (trace) => <MiniTimeline trace={trace} colours={colours} />,
    },
    {
      id: 'duration',
      header: 'Duration',
      width: 150,
      align: 'end',
      firstSort: 'desc',
      sortBy: (trace) => trace.durationUs,
      cell: (trace) => <DurationCell durationUs={trace.durationUs} longestUs={longest} />,
    },
    {
      id: 'code',
      header: 'Code',
      width: 76,
      align: 'end',
      sortBy: (trace) => trace.code,
      cell: (trace) => <span className={codeTone(trace.code)}>{trace.code || '–'}</span>,
    },
    {
      id: 'spans',
      header: 'Spans',
      width: 84,
      align: 'end',
      firstSort: 'desc',
      sortBy: (trace) => trace.spans,
      cell: (trace) => trace.spans,
    },
    {
      id: 'errors',
      header: 'Errors',
      width: 84,
      align: 'end',
      firstSort: 'desc',
      sortBy: (trace) => trace.errors,
      cell: (trace) => (
        <span className={trace.errors > 0 ? 'text-failing' : 'text-faint'}>{trace.errors}</span>
      ),
    },
    {
      id: 'services',
      header: 'Services',
      help: 'How many services took part, after the dot of the one it entered by',
      width: 118,
      align: 'end',
      firstSort: 'desc',
      sortBy: (trace) => trace.services.length,
      cell: (trace) => <ServiceSwatches services={trace.services} colours={colours} />,
    },
    {
      id: 'started',
      header: 'Started',
      width: 104,
      align: 'end',
      firstSort: 'desc',
      sortBy: (trace) => trace.startUs,
      cell: (trace) => <TimeAgo timeMs={trace.startUs / 1000} className="text-muted" />,
    },
    {
      id: 'trace-id',
      header: 'Trace id',
      width: 160,
      isHidden: true,
      cell: (trace) => <span className="font-mono text-muted text-xs">{trace.traceId.slice(0, 16)}</span>,
    },
  ];
}

function RequestCell({ trace }: { trace: TraceSummary }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      {trace.errors > 0 ? (
        <OctagonX role="img" aria-label="With errors" className="size-3.5 shrink-0 text-failing" />
      ) : (
        <span aria-hidden className="mx-1 size-1.5 shrink-0 rounded-full bg-faint" />
      )}
      <span className="shrink-0 font-medium">{trace.rootService}</span>
      <MiddleText text={traceTitle(trace)} className="text-muted" />
    </span>
  );
}

/** The duration, beside a bar that compares it with the longest of the list. */
function DurationCell({ durationUs, longestUs }: { durationUs: number; longestUs: number }) {
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className="h-1.5 grow overflow-hidden rounded-sm bg-raised">
        <span
          className="block h-full bg-info/70"
          style={{ width: `${Math.max(2, (durationUs / longestUs) * 100)}%` }}
        />
      </span>
      <Metric quantity={formatDuration(durationUs / 1000)} className="w-16" />
    </span>
  );
}

function codeTone(code: string): string {
  if (/^(5|0$)/.test(code)) return 'text-failing';
  return code.startsWith('4') ? 'text-degraded' : 'text-muted';
}
