import type { Quantity } from '@/lib/client/format/quantity';
import { Metric } from '../ui/metric';
import type { ChartData } from './chart-data';

type ChartLegendProps = { data: ChartData; format: (value: number) => Quantity };

/** The name and newest value of each series. It lies above the drawing, which has the whole width for itself. */
export function ChartLegend({ data, format }: ChartLegendProps) {
  return (
    <ul aria-hidden className="flex flex-wrap gap-x-3 text-2xs leading-4">
      {data.series.map(({ key, label, color, values, isReference }) => {
        const newest = isReference ? null : values.findLast((value) => value !== null);
        if (newest === null || newest === undefined) return null;
        return (
          <li key={key} className="flex items-baseline gap-1 whitespace-nowrap">
            {/* The colour of a line is too pale for text on a light ground. */}
            <span className="size-2 shrink-0 rounded-full" style={{ backgroundColor: color }} />
            <span className="max-w-40 truncate font-medium">{label}</span>
            {/* As wide as most values are, so that the next name does not move with them. */}
            <Metric quantity={format(newest)} className="min-w-12 text-muted" />
          </li>
        );
      })}
    </ul>
  );
}
