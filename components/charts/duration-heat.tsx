'use client';

import { useMemo, useState } from 'react';
import { formatCount } from '@/lib/client/format/format-count';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatClock } from '@/lib/client/format/format-time';
import { printQuantity } from '@/lib/client/format/quantity';
import { DurationPlot, type DurationRange, type DurationScale } from './duration-plot';
import { PlotTip } from './plot-tip';

/** How many took about so long at about that time. */
export type HeatCell = {
  timeMs: number;
  fromMs: number;
  toMs: number;
  count: number;
  errors: number;
};

type DurationHeatProps = {
  label: string;
  cells: readonly HeatCell[];
  stepMs: number;
  fromMs: number;
  toMs: number;
  onBrush: (range: DurationRange) => void;
};

/** Durations over time as a heat map, on a square-root scale so that a few slow ones show; failures have a red foot. */
export function DurationHeat({ label, cells, stepMs, fromMs, toMs, onBrush }: DurationHeatProps) {
  const [hovered, setHovered] = useState<HeatCell>();
  const durations = useMemo(() => cells.flatMap((cell) => [cell.fromMs, cell.toMs]), [cells]);
  const densest = cells.reduce((most, { count }) => Math.max(most, count), 1);
  return (
    <DurationPlot
      label={label}
      durations={durations}
      fromMs={fromMs}
      toMs={toMs}
      onBrush={onBrush}
      onPoint={(scale, at) => setHovered(at === undefined ? undefined : findCell(cells, scale, stepMs, at))}
      svgClassName="cursor-crosshair"
      overlay={({ xOf, yOf, width }) =>
        hovered === undefined ? null : (
          <PlotTip
            x={xOf(hovered.timeMs + stepMs)}
            y={yOf(hovered.toMs)}
            width={width}
            title={`${print(hovered.fromMs)} – ${print(hovered.toMs)}`}
            note={noteOf(hovered)}
          />
        )
      }
    >
      {({ xOf, yOf }) =>
        cells.map((cell) => {
          const [x, right] = [xOf(cell.timeMs), xOf(Math.min(toMs, cell.timeMs + stepMs))];
          const [y, bottom] = [yOf(cell.toMs), yOf(cell.fromMs)];
          const width = Math.max(1, right - x - 1);
          const height = Math.max(1, bottom - y - 1);
          return (
            <g key={`${cell.timeMs} ${cell.fromMs}`}>
              <rect
                x={x}
                y={y}
                width={width}
                height={height}
                className="fill-series-1"
                opacity={0.18 + 0.82 * Math.sqrt(cell.count / densest)}
              />
              {cell.errors === 0 ? null : (
                <rect x={x} y={bottom - 4} width={width} height={3} className="fill-failing" />
              )}
            </g>
          );
        })
      }
    </DurationPlot>
  );
}

function findCell(
  cells: readonly HeatCell[],
  { xOf, yOf }: DurationScale,
  stepMs: number,
  { x, y }: { x: number; y: number },
): HeatCell | undefined {
  return cells.find(
    (cell) =>
      x >= xOf(cell.timeMs) && x < xOf(cell.timeMs + stepMs) && y >= yOf(cell.toMs) && y < yOf(cell.fromMs),
  );
}

function noteOf({ timeMs, count, errors }: HeatCell): string {
  const spans = `${printQuantity(formatCount(count))} ${count === 1 ? 'span' : 'spans'}`;
  const failed = errors === 0 ? '' : ` · ${printQuantity(formatCount(errors))} failed`;
  return `${formatClock(timeMs)} · ${spans}${failed}`;
}

function print(ms: number): string {
  return printQuantity(formatDuration(ms));
}
