'use client';

import { useMemo, useState } from 'react';
import { DurationPlot, type DurationRange, type DurationScale } from './duration-plot';
import { PlotTip } from './plot-tip';
import { ScatterMark } from './scatter-mark';

/** One event with a duration. */
export type ScatterPoint = {
  id: string;
  timeMs: number;
  durationMs: number;
  isError: boolean;
  title: string;
  note: string;
};

type ScatterPlotProps = {
  label: string;
  points: readonly ScatterPoint[];
  fromMs: number;
  toMs: number;
  onOpen: (id: string) => void;
  onBrush: (range: DurationRange) => void;
  /** Drawn larger, for a row the reader points at. */
  highlighted?: string | undefined;
  className?: string;
};

const REACH_PX = 14;

/** Durations over time on a logarithmic scale. Click opens the nearest mark, drag selects a range. */
export function ScatterPlot(props: ScatterPlotProps) {
  const { label, points, fromMs, toMs, onOpen, onBrush, highlighted, className } = props;
  const [hovered, setHovered] = useState<ScatterPoint>();
  const durations = useMemo(() => points.map((point) => point.durationMs), [points]);
  return (
    <DurationPlot
      label={label}
      durations={durations}
      fromMs={fromMs}
      toMs={toMs}
      onBrush={onBrush}
      onPress={(scale, x, y) => {
        const point = findNearest(points, scale, x, y);
        if (point !== undefined) onOpen(point.id);
      }}
      onPoint={(scale, at) =>
        setHovered(at === undefined ? undefined : findNearest(points, scale, at.x, at.y))
      }
      className={className}
      svgClassName={hovered ? 'cursor-pointer' : 'cursor-crosshair'}
      overlay={({ xOf, yOf, width }) =>
        hovered === undefined ? null : (
          <PlotTip
            x={xOf(hovered.timeMs)}
            y={yOf(hovered.durationMs)}
            width={width}
            title={hovered.title}
            note={hovered.note}
          />
        )
      }
    >
      {({ xOf, yOf }) =>
        points
          .filter((point) => point.timeMs >= fromMs && point.timeMs <= toMs)
          .map((point) => (
            <ScatterMark
              key={point.id}
              x={xOf(point.timeMs)}
              y={yOf(point.durationMs)}
              isError={point.isError}
              isLarge={point.id === highlighted || point.id === hovered?.id}
            />
          ))
      }
    </DurationPlot>
  );
}

function findNearest(
  points: readonly ScatterPoint[],
  { xOf, yOf }: DurationScale,
  x: number,
  y: number,
): ScatterPoint | undefined {
  let best: ScatterPoint | undefined;
  let distance = REACH_PX;
  for (const point of points) {
    const away = Math.hypot(xOf(point.timeMs) - x, yOf(point.durationMs) - y);
    if (away < distance) {
      best = point;
      distance = away;
    }
  }
  return best;
}
