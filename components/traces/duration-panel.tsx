'use client';

import { DurationHeat } from '@/components/charts/duration-heat';
import type { DurationRange } from '@/components/charts/duration-plot';
import { ScatterPlot, type ScatterPoint } from '@/components/charts/scatter-plot';
import { Panel } from '@/components/ui/panel';
import { panelState } from '@/components/ui/panel-state';
import { SegmentedControl } from '@/components/ui/segmented-control';
import type { QueryValues } from '@/lib/client/http/print-request';
import { useTraceHeat } from '@/lib/client/traces/use-trace-heat';

type DurationPanelProps = {
  plot: 'points' | 'heat';
  onPlot: (plot: 'points' | 'heat') => void;
  /** The search, for what counts all of it. */
  query: QueryValues;
  isLive: boolean;
  points: readonly ScatterPoint[];
  hasOlder: boolean;
  window: { fromMs: number; toMs: number };
  onOpen: (traceId: string) => void;
  onBrush: (range: DurationRange) => void;
  highlighted: string | undefined;
};

const PLOTS = [
  { value: 'points', label: 'Traces' },
  { value: 'heat', label: 'Heat map' },
] as const;

/** Durations over time: the loaded traces as marks, or all spans that meet the search as a heat map. */
export function DurationPanel(props: DurationPanelProps) {
  const { plot, onPlot, query, isLive, points, hasOlder, window, onOpen, onBrush, highlighted } = props;
  const heat = useTraceHeat(query, { enabled: plot === 'heat', isLive });
  const failed = points.filter((point) => point.isError).length;
  const toggle = <SegmentedControl label="Plot" value={plot} options={PLOTS} onChange={onPlot} />;
  const shape = {
    title: 'Duration over time',
    actions: toggle,
    className: 'shrink-0',
    bodyClassName: 'h-44 p-2',
  };
  if (plot === 'heat') {
    const isPart = heat.data?.isWhole === false;
    return (
      <Panel
        {...shape}
        note={`${isPart ? 'The newest spans' : 'All spans'} that meet the conditions. Drag to select; a red foot failed.`}
        state={panelState(heat)}
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
      note={
        hasOlder
          ? `The newest ${points.length}. Drag to select, click to open; diamonds failed.`
          : 'Drag to select, click to open; diamonds failed.'
      }
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
