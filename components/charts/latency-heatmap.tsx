'use client';

import { useMemo } from 'react';
import { formatCount } from '@/lib/client/format/format-count';
import { formatDuration } from '@/lib/client/format/format-duration';
import { printQuantity } from '@/lib/client/format/quantity';
import type { SignalsAnswer } from '@/lib/protocol/api/signals';
import { ChartCard } from './chart-card';
import { type ChartData, type ChartMark, chartSpan } from './chart-data';
import { ChartOverlay } from './chart-overlay';
import { ChartTable } from './chart-table';
import { HeatCanvas } from './heat-canvas';
import { foldCounts, type HeatRow, heatRows } from './heat-scale';
import { localTicks, printTick } from './local-ticks';
import { PLOT, plotHeight } from './plot-area';
import { timeGrid } from './time-grid';

type LatencyHeatmapProps = {
  signals: Pick<SignalsAnswer, 'from' | 'to' | 'stepSeconds' | 'heat'>;
  height?: number;
  marks?: readonly ChartMark[] | undefined;
};

const TITLE = 'Latency distribution';

/** How many requests took how long, over time: two humps that a quantile would hide stay two humps. */
export function LatencyHeatmap({ signals, height = 176, marks }: LatencyHeatmapProps) {
  const { data, rows } = useMemo(() => buildHeat(signals), [signals]);
  return (
    <ChartCard
      title={TITLE}
      legend={rows.length === 0 ? null : <p className="text-2xs text-muted">stronger: more requests</p>}
      table={<ChartTable title={TITLE} data={data} format={formatCount} height={height} />}
    >
      <div className="relative" style={{ height }}>
        <div
          role="img"
          aria-label={`${TITLE}: requests by duration and time. The same numbers can be shown as a table.`}
        >
          <HeatCanvas data={data} />
        </div>
        {rows.length === 0 ? (
          <p className="absolute inset-0 grid place-items-center pb-5 text-faint text-xs">
            No requests in this window
          </p>
        ) : (
          <>
            <RowLabels rows={rows} height={height} />
            <TimeLabels data={data} />
            <ChartOverlay data={data} marks={marks} describe={(index) => busiestRows(data, index)} />
          </>
        )}
      </div>
    </ChartCard>
  );
}

function labelOf(fromMs: number, toMs: number): string {
  const [from, to] = [printQuantity(formatDuration(fromMs)), printQuantity(formatDuration(toMs))];
  if (fromMs === 0) return `up to ${to}`;
  return Number.isFinite(toMs) ? `${from} – ${to}` : `over ${from}`;
}

function RowLabels({ rows, height }: { rows: readonly HeatRow[]; height: number }) {
  const inside = plotHeight(height);
  const every = Math.ceil((rows.length * 14) / inside);
  return (
    <div
      aria-hidden
      className="num absolute left-0 text-2xs text-faint"
      style={{ top: PLOT.top, width: PLOT.left - 6, height: inside }}
    >
      {rows.map(({ toMs }, index) =>
        index % every === 0 && Number.isFinite(toMs) ? (
          <span
            key={toMs}
            className="absolute right-0 -translate-y-1/2 whitespace-nowrap"
            style={{ top: inside * (1 - (index + 1) / rows.length) }}
          >
            {printQuantity(formatDuration(toMs))}
          </span>
        ) : null,
      )}
    </div>
  );
}

function TimeLabels({ data }: { data: ChartData }) {
  const { fromMs, toMs } = chartSpan(data);
  return (
    <div
      aria-hidden
      className="num @container absolute text-2xs text-faint"
      style={{ left: PLOT.left, right: PLOT.right, bottom: 0 }}
    >
      {localTicks(fromMs, toMs).map((at) => (
        <span
          key={at}
          className="-translate-x-1/2 absolute bottom-0.5 whitespace-nowrap @max-sm:[&:not(:nth-child(3n+1))]:hidden"
          style={{ left: `${((at - fromMs) / (toMs - fromMs)) * 100}%` }}
        >
          {printTick(at, toMs - fromMs)}
        </span>
      ))}
    </div>
  );
}

function busiestRows(data: ChartData, index: number) {
  return data.series
    .map(({ key, label, values }) => ({ key, label, color: 'var(--series-1)', count: values[index] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, 5)
    .map(({ count, ...row }) => ({ ...row, quantity: formatCount(count) }));
}

function buildHeat({ from, to, stepSeconds, heat }: LatencyHeatmapProps['signals']): {
  data: ChartData;
  rows: readonly HeatRow[];
} {
  const timesMs = timeGrid({ from, to }, stepSeconds, heat?.cells[0]?.t);
  const { rows, rowOf } = heatRows(heat ?? { bounds: [], cells: [] });
  const columns = new Map(heat?.cells.map(({ t, counts }) => [t, foldCounts(counts, rowOf, rows.length)]));
  const series = rows.map(({ fromMs, toMs }, row) => ({
    key: String(row),
    label: labelOf(fromMs, toMs),
    color: 'var(--series-1)',
    values: timesMs.map((t) => columns.get(t)?.[row] ?? null),
  }));
  return { data: { timesMs, stepMs: stepSeconds * 1000, series }, rows };
}
