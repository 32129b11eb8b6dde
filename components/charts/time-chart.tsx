'use client';

import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { printQuantity, type Quantity } from '@/lib/client/format/quantity';
import { ChartCard } from './chart-card';
import type { ChartData, ChartMark } from './chart-data';
import { ChartLegend } from './chart-legend';
import { ChartOverlay } from './chart-overlay';
import { ChartTable } from './chart-table';
import { niceScale } from './nice-scale';

const TimeChartPlot = dynamic(() => import('./time-chart-plot').then((module) => module.TimeChartPlot), {
  ssr: false,
});

export type TimeChartProps = {
  title: string;
  data: ChartData;
  format: (value: number) => Quantity;
  kind?: 'line' | 'stack';
  height?: number;
  marks?: readonly ChartMark[] | undefined;
  /** What to say when there is not one value. */
  emptyText?: string;
  /** Keeps the axis from blowing up noise: its top is never below this. */
  floor?: number;
};

/** One quantity over time, with one y-axis that starts at zero. */
export function TimeChart(props: TimeChartProps) {
  const { title, data, format, kind = 'line', height = 176, marks, floor = 0 } = props;
  const scale = useMemo(() => niceScale(Math.max(floor, largestOf(data, kind))), [data, kind, floor]);
  const isEmpty = data.series.every(({ values }) => values.every((value) => value === null));
  return (
    <ChartCard
      title={title}
      legend={isEmpty ? null : <ChartLegend data={data} format={format} />}
      table={<ChartTable title={title} data={data} format={format} height={height} />}
    >
      <div className="relative" style={{ height }}>
        <div role="img" aria-label={summarise(title, data, format)} className="h-full">
          <TimeChartPlot data={data} kind={kind} scale={scale} format={format} height={height} />
        </div>
        {isEmpty ? (
          <p className="absolute inset-0 grid place-items-center pb-5 text-faint text-xs">
            {props.emptyText ?? 'No requests in this window'}
          </p>
        ) : (
          <ChartOverlay data={data} marks={marks} describe={(index) => describeBucket(data, index, format)} />
        )}
      </div>
    </ChartCard>
  );
}

function describeBucket(data: ChartData, index: number, format: (value: number) => Quantity) {
  return data.series.map(({ key, label, color, values, isReference }) => {
    const value = values[index] ?? null;
    return {
      key,
      label,
      color,
      quantity: value === null ? undefined : format(value),
      isReference: isReference === true,
    };
  });
}

function largestOf({ timesMs, series }: ChartData, kind: 'line' | 'stack'): number {
  const at = (index: number) => {
    const values = series.map(({ values: all, isReference }) => ({ value: all[index] ?? 0, isReference }));
    const single = Math.max(0, ...values.map(({ value }) => value));
    if (kind === 'line') return single;
    return Math.max(
      single,
      values.reduce((sum, { value, isReference }) => (isReference ? sum : sum + value), 0),
    );
  };
  return timesMs.reduce((largest, _, index) => Math.max(largest, at(index)), 0);
}

function summarise(title: string, { series }: ChartData, format: (value: number) => Quantity): string {
  const parts = series.flatMap(({ label, values, isReference }) => {
    const last = isReference ? undefined : values.findLast((value) => value !== null);
    return last === undefined || last === null ? [] : [`${label} ${printQuantity(format(last))}`];
  });
  return `${title}: ${parts.length === 0 ? 'no values' : parts.join(', ')}. The same numbers can be shown as a table.`;
}
