import type { Quantity } from '@/lib/client/format/quantity';
import { Metric } from '../ui/metric';
import type { ChartData } from './chart-data';
import { PLOT, plotHeight } from './plot-area';
import { spreadLabels } from './spread-labels';

const LINE_HEIGHT = 15;

type ChartEndLabelsProps = {
  data: ChartData;
  kind: 'line' | 'stack';
  max: number;
  height: number;
  format: (value: number) => Quantity;
};

/** The name and newest value of each series, at the right end of its line. */
export function ChartEndLabels({ data, kind, max, height, format }: ChartEndLabelsProps) {
  const inside = plotHeight(height);
  const ends = endsOf(data, kind);
  const fitting = ends.slice(0, Math.floor(inside / LINE_HEIGHT));
  const places = spreadLabels(
    fitting.map(({ level }) => inside * (1 - Math.min(1, level / max)) - LINE_HEIGHT / 2),
    LINE_HEIGHT,
    inside - LINE_HEIGHT,
  );
  return (
    <ul
      aria-hidden
      className="pointer-events-none absolute text-2xs leading-[15px]"
      style={{ top: PLOT.top, right: 0, width: PLOT.right - 6, height: inside }}
    >
      {fitting.map(({ series, value }, index) => (
        <li
          key={series.key}
          className="absolute inset-x-0 flex items-baseline gap-1 overflow-hidden whitespace-nowrap"
          style={{ top: places[index] }}
        >
          <span className="truncate font-medium" style={{ color: series.color }}>
            {series.label}
          </span>
          <Metric quantity={format(value)} className="shrink-0 text-muted" />
        </li>
      ))}
    </ul>
  );
}

type End = { series: ChartData['series'][number]; value: number; level: number };

function endsOf(data: ChartData, kind: 'line' | 'stack'): End[] {
  const ends: End[] = [];
  let below = 0;
  for (const series of data.series) {
    const value = series.isReference ? undefined : series.values.findLast((candidate) => candidate !== null);
    if (value === undefined || value === null) continue;
    ends.push({ series, value, level: kind === 'stack' ? below + value / 2 : value });
    if (kind === 'stack') below += value;
  }
  // Where not all fit, the largest speak.
  return ends.sort((a, b) => b.value - a.value);
}
