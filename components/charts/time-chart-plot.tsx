'use client';

import { memo } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { printQuantity, type Quantity } from '@/lib/client/format/quantity';
import { type ChartData, chartSpan } from './chart-data';
import { localTicks, printTick } from './local-ticks';
import { PLOT } from './plot-area';
import { type PlotRow, plotRows } from './plot-rows';

export type TimeChartPlotProps = {
  data: ChartData;
  kind: 'line' | 'stack';
  scale: { max: number; ticks: readonly number[] };
  format: (value: number) => Quantity;
  height: number;
};

const TICK = { fontSize: 11, fill: 'var(--faint)' };

/** The drawing itself: lines or stacked bands over a time axis. Nothing in it listens to the pointer. */
function TimeChartPlotInner({ data, kind, scale, format, height }: TimeChartPlotProps) {
  const { fromMs, toMs } = chartSpan(data);
  const rows = plotRows(data, kind);
  return (
    <ResponsiveContainer width="100%" height={height} debounce={60}>
      <ComposedChart
        data={rows}
        margin={{ left: 0, right: PLOT.right, top: PLOT.top, bottom: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--border)" />
        <XAxis
          dataKey="t"
          type="number"
          domain={[fromMs, toMs]}
          ticks={[...localTicks(fromMs, toMs)]}
          tickFormatter={(t: number) => printTick(t, toMs - fromMs)}
          height={PLOT.bottom}
          tick={TICK}
          tickLine={false}
          axisLine={{ stroke: 'var(--border-strong)' }}
          interval="preserveStart"
          minTickGap={24}
        />
        <YAxis
          width={PLOT.left}
          domain={[0, scale.max]}
          ticks={[...scale.ticks]}
          tickFormatter={(value: number) => printQuantity(format(value))}
          tick={ValueTick}
          tickLine={false}
          axisLine={false}
          interval={0}
        />
        {data.series.map((series, index) =>
          kind === 'stack' && series.isReference !== true ? (
            <Area
              key={series.key}
              dataKey={(row: PlotRow) => row.v[index] ?? null}
              stackId="stack"
              type="linear"
              stroke={series.color}
              strokeWidth={1.25}
              fill={series.color}
              fillOpacity={0.28}
              isAnimationActive={false}
              activeDot={false}
            />
          ) : (
            <Line
              key={series.key}
              dataKey={(row: PlotRow) => row.v[index] ?? null}
              type="linear"
              stroke={series.color}
              strokeWidth={series.isReference ? 1 : 1.5}
              {...(series.isReference ? { strokeDasharray: '3 3', opacity: 0.7 } : {})}
              dot={
                rows.some(({ isLone }) => isLone[index] === true) ? loneDot(rows, index, series.color) : false
              }
              isAnimationActive={false}
              activeDot={false}
            />
          ),
        )}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

type DotProps = { cx?: number; cy?: number; index?: number };

/** A point without neighbours is no line: it is drawn as what it is. */
function loneDot(rows: readonly PlotRow[], series: number, color: string) {
  return ({ cx, cy, index = -1 }: DotProps) =>
    rows[index]?.isLone[series] === true && cx !== undefined && cy !== undefined ? (
      <circle key={index} cx={cx} cy={cy} r={1.75} fill={color} />
    ) : (
      <g key={index} />
    );
}

export const TimeChartPlot = memo(TimeChartPlotInner);

type ValueTickProps = {
  x?: number | string;
  y?: number | string;
  payload?: { value: number };
  tickFormatter?: ((value: number, index: number) => string) | undefined;
};

/** Recharts would wrap a label at its blank; a value and its unit stay on one line. */
function ValueTick({ x, y, payload, tickFormatter }: ValueTickProps) {
  const value = payload?.value ?? 0;
  return (
    <text x={x} y={y} dy={4} textAnchor="end" fontSize={11} fill="var(--faint)" className="num">
      {tickFormatter?.(value, 0) ?? value}
    </text>
  );
}
