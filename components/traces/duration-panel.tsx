'use client';

import { useMemo } from 'react';
import { DurationHeat } from '@/components/charts/duration-heat';
import type { DurationRange } from '@/components/charts/duration-plot';
import { ScatterPlot, type ScatterPoint } from '@/components/charts/scatter-plot';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { panelState } from '@/components/ui/panel-state';
import { SegmentedControl } from '@/components/ui/segmented-control';
import type { QueryValues } from '@/lib/client/http/print-request';
import type { useTraceHeat } from '@/lib/client/traces/use-trace-heat';
import { useTracePoints } from '@/lib/client/traces/use-trace-points';
import { describePlotted } from './model/found-words';
import { mergePoints } from './model/scatter-point';

type DurationPanelProps = {
  plot: 'points' | 'heat';
  onPlot: (plot: 'points' | 'heat') => void;
  /** The search, for what shows all of it. */
  query: QueryValues;
  isLive: boolean;
  /** Counts of the whole window. */
  heat: ReturnType<typeof useTraceHeat>;
  /** The traces of the list. */
  listed: readonly ScatterPoint[];
  window: { fromMs: number; toMs: number };
  onOpen: (traceId: string) => void;
  onBrush: (range: DurationRange) => void;
  highlighted: string | undefined;
};

/** What a query asks of whole traces is not told span by span. */
function NotCounted() {
  return (
    <EmptyState className="py-6" title="A heat map counts spans, and this query asks of whole traces">
      The plot of traces shows what it finds.
    </EmptyState>
  );
}

const PLOTS = [
  { value: 'points', label: 'Traces' },
  { value: 'heat', label: 'Heat map' },
] as const;

/** Durations over the whole window: traces of every part of it as marks, or all spans that meet the search as a heat map. */
export function DurationPanel(props: DurationPanelProps) {
  const { plot, onPlot, query, isLive, heat, listed, window, onOpen, onBrush, highlighted } = props;
  const spread = useTracePoints(query, { enabled: plot === 'points', isLive });
  const points = useMemo(() => mergePoints(spread.data?.points ?? [], listed), [spread.data, listed]);
  const failed = points.filter((point) => point.isError).length;
  const toggle = <SegmentedControl label="Plot" value={plot} options={PLOTS} onChange={onPlot} />;
  const shape = {
    title: 'Duration over time',
    actions: toggle,
    className: 'shrink-0',
    bodyClassName: 'h-44 p-2',
  };
  if (plot === 'heat') {
    const isCounted = heat.data?.isCounted ?? true;
    const oneIn = heat.data?.oneIn ?? 1;
    const which = oneIn === 1 ? 'All spans' : `Estimated from one in ${oneIn} of the spans`;
    return (
      <Panel
        {...shape}
        {...(isCounted
          ? { note: `${which} that meet the conditions. Drag to select; a red foot failed.` }
          : {})}
        state={panelState(heat, () => (isCounted ? undefined : <NotCounted />))}
      >
        {({ cells, stepMs, fromMs, toMs }) => (
          <DurationHeat
            label={`How long ${cells.reduce((sum, { count }) => sum + count, 0)} spans took over time. The table below lists their traces.`}
            cells={cells.map(({ t, fromUs, toUs, count, errors }) => ({
              timeMs: t,
              fromMs: fromUs / 1_000,
              toMs: toUs / 1_000,
              count,
              errors,
            }))}
            stepMs={stepMs}
            fromMs={fromMs}
            toMs={toMs}
            onBrush={onBrush}
          />
        )}
      </Panel>
    );
  }
  return (
    <Panel
      {...shape}
      note={`${describePlotted(points.length, spread.data?.isWhole ?? false, heat.data?.isCounted ? heat.data : undefined)}. Drag to select, click to open; diamonds failed.`}
      state={{ kind: 'data', data: points }}
    >
      {(shown) => (
        <ScatterPlot
          label={`Durations of ${shown.length} traces over time, ${failed} of them with errors. The table below lists them.`}
          points={shown}
          {...window}
          onOpen={onOpen}
          onBrush={onBrush}
          highlighted={highlighted}
        />
      )}
    </Panel>
  );
}
