import { formatAbsolute, formatClock } from '@/lib/client/format/format-time';
import { printQuantity, type Quantity } from '@/lib/client/format/quantity';
import type { ChartData } from './chart-data';

type ChartTableProps = {
  title: string;
  data: ChartData;
  format: (value: number) => Quantity;
  height: number;
};

/** A chart's numbers as a table, newest first. */
export function ChartTable({ title, data, format, height }: ChartTableProps) {
  const order = data.timesMs.map((_, index) => index).reverse();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <div tabIndex={0} className="overflow-auto rounded-sm" style={{ height }}>
      <table className="num w-full border-separate border-spacing-0 text-xs">
        <caption className="sr-only">{title}, newest first</caption>
        <thead>
          <tr>
            <th scope="col" className="sticky top-0 bg-surface px-2 py-1 text-left font-normal text-muted">
              Time
            </th>
            {data.series.map(({ key, label }) => (
              <th
                key={key}
                scope="col"
                className="sticky top-0 bg-surface px-2 py-1 text-right font-normal text-muted"
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {order.map((index) => {
            const timeMs = data.timesMs[index] ?? 0;
            return (
              <tr key={timeMs}>
                <th scope="row" title={formatAbsolute(timeMs)} className="px-2 py-0.5 text-left font-normal">
                  {formatClock(timeMs)}
                </th>
                {data.series.map(({ key, values }) => {
                  const value = values[index] ?? null;
                  return (
                    <td key={key} className="px-2 py-0.5 text-right">
                      {value === null ? (
                        <span className="text-faint">none</span>
                      ) : (
                        printQuantity(format(value))
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
