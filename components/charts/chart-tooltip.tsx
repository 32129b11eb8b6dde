import { formatClock, formatDayTime } from '@/lib/client/format/format-time';
import type { Quantity } from '@/lib/client/format/quantity';
import { Metric } from '../ui/metric';

/** One line of a tooltip. */
export type TooltipRow = {
  key: string;
  label: string;
  color: string;
  quantity: Quantity | undefined;
  isReference?: boolean;
};

type ChartTooltipProps = { atMs: number; rows: readonly TooltipRow[]; left: string; isLeftHalf: boolean };

/** The values at the crosshair, beside it. */
export function ChartTooltip({ atMs, rows, left, isLeftHalf }: ChartTooltipProps) {
  return (
    <div
      className="pointer-events-none absolute top-0 z-20 min-w-32 rounded-md border border-border-strong bg-raised px-2 py-1.5 text-xs shadow-overlay"
      style={isLeftHalf ? { left, marginLeft: 8 } : { right: `calc(100% - ${left})`, marginRight: 8 }}
    >
      <div className="num mb-0.5 whitespace-nowrap text-faint">
        {formatDayTime(atMs).replace(/ \S+$/, '')} {formatClock(atMs)}
      </div>
      {rows.map((row) => (
        <div key={row.key} className="flex items-center gap-2 whitespace-nowrap">
          <span
            className="h-0.5 w-2.5 shrink-0 rounded-full"
            style={row.isReference ? { borderTop: `2px dotted ${row.color}` } : { background: row.color }}
          />
          <span className="max-w-48 truncate text-muted">{row.label}</span>
          <Metric quantity={row.quantity} className="ml-auto pl-3" />
        </div>
      ))}
    </div>
  );
}
