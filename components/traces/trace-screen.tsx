'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useMemo } from 'react';
import { type Tab, Tabs } from '@/components/ui/tabs';
import { WithSidePanel } from '@/components/ui/with-side-panel';
import { useTraceLogs } from '@/lib/client/logs/use-trace-logs';
import { useUrlState } from '@/lib/client/url/use-url-state';
import { buildTrace } from '@/lib/mesh/trace/build-trace';
import { correctClocks } from '@/lib/mesh/trace/correct-clocks';
import { findCriticalPath } from '@/lib/mesh/trace/critical-path';
import type { Trace } from '@/lib/mesh/trace/trace';
import { ClockNote } from './clock-note';
import { FlameGraph } from './flame-graph';
import { nodeKey } from './model/collapse';
import { criticalTime } from './model/critical-time';
import { assignColours } from './model/service-colours';
import { TRACE_PAGE, type TRACE_VIEWS } from './model/trace-page-state';
import { SpanPanel } from './span-panel';
import { SpanTable } from './span-table';
import { StatisticsTable } from './statistics-table';
import { TimelineView } from './timeline-view';
import { TraceHeader } from './trace-header';
import { TraceLogs } from './trace-logs';
import { useAgainstUsual } from './usual/use-against-usual';
import { UsualNote } from './usual/usual-note';
import { UsualTable } from './usual/usual-table';

const TraceGraphView = dynamic(() =>
  import('./graph/trace-graph-view').then((module) => module.TraceGraphView),
);

/** Where the trace comes from: a file has no others beside it to compare with. */
type TraceScreenProps = { trace: Trace; why?: ReactNode; origin?: 'mesh' | 'file' };

/** A trace that has arrived, in seven views with one selection. */
export function TraceScreen({ trace: reported, why, origin = 'mesh' }: TraceScreenProps) {
  const [state, write] = useUrlState(TRACE_PAGE);
  const { spans, shifts } = useMemo(() => correctClocks(reported), [reported]);
  const corrected = useMemo(
    () => (shifts.length === 0 ? reported : buildTrace(reported.traceId, spans)),
    [reported, spans, shifts],
  );
  const trace = state.raw ? reported : corrected;
  const logs = useTraceLogs(trace.traceId, trace);
  const critical = useMemo(() => criticalTime(findCriticalPath(trace)), [trace]);
  const colours = useMemo(() => assignColours(trace.services), [trace.services]);
  const byKey = useMemo(() => new Map(trace.nodes.map((node) => [nodeKey(node), node])), [trace]);
  const selected = state.span === undefined ? undefined : byKey.get(state.span);
  const usual = useAgainstUsual(trace, { enabled: origin === 'mesh' });
  const open = (key: string | undefined) => write({ span: key }, { replace: true });
  const shared = { trace, colours, critical, selected, onOpen: open };
  const tabs: Tab<(typeof TRACE_VIEWS)[number]>[] = [
    { value: 'timeline', label: 'Timeline' },
    { value: 'spans', label: 'Spans', count: trace.nodes.length },
    { value: 'statistics', label: 'Statistics' },
    ...(origin === 'mesh' ? [{ value: 'usual', label: 'Against the usual' } as const] : []),
    { value: 'flame', label: 'Flame graph' },
    { value: 'graph', label: 'Graph' },
    { value: 'logs', label: 'Logs', ...(logs.data ? { count: logs.data.lines.length } : {}) },
  ];
  return (
    <WithSidePanel
      panel={
        selected === undefined ? null : (
          <SpanPanel
            key={state.span}
            node={selected}
            trace={trace}
            colours={colours}
            criticalUs={critical.totalUs.get(selected.index) ?? 0}
            logs={logs}
            onOpen={open}
            onClose={() => open(undefined)}
          />
        )
      }
    >
      <div className="flex h-full min-h-0 flex-col gap-3 px-4 pt-4 lg:px-6">
        <TraceHeader
          trace={trace}
          reported={reported}
          isKept={origin === 'mesh'}
          note={<ClockNote shifts={shifts} isRaw={state.raw} onRaw={(raw) => write({ raw })} />}
        />
        {why}
        {usual.kind === 'data' ? <UsualNote found={usual.data} onOpen={open} /> : null}
        <Tabs
          label="Views of the trace"
          value={state.view}
          tabs={tabs}
          onChange={(view) => write({ view })}
          className="min-h-0 grow [&>[role=tabpanel]]:min-h-0 [&>[role=tabpanel]]:pt-3"
        >
          {state.view === 'timeline' ? <TimelineView {...shared} state={state} write={write} /> : null}
          {state.view === 'spans' ? <SpanTable {...shared} /> : null}
          {state.view === 'statistics' ? (
            <StatisticsTable {...shared} by={state.by} onBy={(by) => write({ by })} />
          ) : null}
          {state.view === 'usual' ? <UsualTable state={usual} colours={colours} onOpen={open} /> : null}
          {state.view === 'flame' ? <FlameGraph {...shared} /> : null}
          {state.view === 'graph' ? (
            <TraceGraphView {...shared} onShow={(key) => write({ view: 'timeline', span: key })} />
          ) : null}
          {state.view === 'logs' ? <TraceLogs {...shared} logs={logs} /> : null}
        </Tabs>
      </div>
    </WithSidePanel>
  );
}
