'use client';

import { useMemo, useState } from 'react';
import { formatDuration } from '@/lib/client/format/format-duration';
import { printQuantity } from '@/lib/client/format/quantity';
import { cn } from '../ui/cn';
import { logScale } from './log-scale';
import { ScatterMark } from './scatter-mark';
import { TimeAxis } from './time-axis';
import { type BrushBox, useBrush } from './use-brush';
import { useElementSize } from './use-element-size';

/** One event with a duration. */
export type ScatterPoint = {
  id: string;
  timeMs: number;
  durationMs: number;
  isError: boolean;
  title: string;
  note: string;
};

/** What a drag encloses; durations only when it left part of the height out. */
export type ScatterRange = { fromMs: number; toMs: number; minMs?: number; maxMs?: number };

type ScatterPlotProps = {
  label: string;
  points: readonly ScatterPoint[];
  fromMs: number;
  toMs: number;
  onOpen: (id: string) => void;
  onBrush: (range: ScatterRange) => void;
  /** Drawn larger, for a row the reader points at. */
  highlighted?: string | undefined;
  className?: string;
};

const LEFT = 52;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 22;
const REACH_PX = 14;

/** Durations over time on a logarithmic scale. Click opens the nearest mark, drag selects a range. */
export function ScatterPlot(props: ScatterPlotProps) {
  const { label, points, fromMs, toMs, onOpen, onBrush, highlighted, className } = props;
  const [ref, { width, height }] = useElementSize<HTMLDivElement>();
  const plot = { width: Math.max(1, width - LEFT - RIGHT), height: Math.max(1, height - TOP - BOTTOM) };
  const y = useMemo(
    () =>
      logScale(
        points.map((point) => point.durationMs),
        [TOP + plot.height, TOP],
      ),
    [points, plot.height],
  );
  const xOf = (timeMs: number) => LEFT + ((timeMs - fromMs) / Math.max(1, toMs - fromMs)) * plot.width;
  const timeAt = (x: number) => fromMs + ((x - LEFT) / plot.width) * (toMs - fromMs);
  const [hovered, setHovered] = useState<ScatterPoint>();
  const nearest = (px: number, py: number) =>
    findNearest(points, (p) => [xOf(p.timeMs), y.at(p.durationMs)], px, py);
  const brush = useBrush(
    (box) => onBrush(toRange(box, plot, timeAt, y.invert)),
    (px, py) => {
      const point = nearest(px, py);
      if (point !== undefined) onOpen(point.id);
    },
  );
  return (
    <div ref={ref} className={cn('relative h-full min-h-32 w-full select-none', className)}>
      {width === 0 ? null : (
        <svg
          role="img"
          aria-label={label}
          width={width}
          height={height}
          className={cn('block touch-pan-y', hovered ? 'cursor-pointer' : 'cursor-crosshair')}
          {...brush.handlers}
          onPointerMove={(event) => {
            brush.handlers.onPointerMove(event);
            const bounds = event.currentTarget.getBoundingClientRect();
            setHovered(nearest(event.clientX - bounds.left, event.clientY - bounds.top));
          }}
          onPointerLeave={() => setHovered(undefined)}
        >
          {y.ticks.map((tick) => (
            <g key={tick} className="fill-faint text-2xs" aria-hidden>
              <line
                x1={LEFT}
                x2={LEFT + plot.width}
                y1={y.at(tick)}
                y2={y.at(tick)}
                className="stroke-border"
              />
              <text x={LEFT - 8} y={y.at(tick) + 4} textAnchor="end" className="num">
                {printQuantity(formatDuration(tick))}
              </text>
            </g>
          ))}
          <TimeAxis fromMs={fromMs} toMs={toMs} left={LEFT} width={plot.width} y={TOP + plot.height} />
          {points
            .filter((point) => point.timeMs >= fromMs && point.timeMs <= toMs)
            .map((point) => (
              <ScatterMark
                key={point.id}
                x={xOf(point.timeMs)}
                y={y.at(point.durationMs)}
                isError={point.isError}
                isLarge={point.id === highlighted || point.id === hovered?.id}
              />
            ))}
          {brush.box === undefined ? null : (
            <rect
              x={brush.box.left}
              y={brush.box.top}
              width={brush.box.right - brush.box.left}
              height={brush.box.bottom - brush.box.top}
              className="fill-accent/15 stroke-accent"
            />
          )}
        </svg>
      )}
      {hovered === undefined || brush.box !== undefined ? null : (
        <div
          className="pointer-events-none absolute z-10 max-w-80 rounded-md border border-border-strong bg-raised px-2 py-1 text-xs shadow-overlay"
          style={tipPlace(xOf(hovered.timeMs), y.at(hovered.durationMs), width)}
        >
          <div className="truncate font-medium">{hovered.title}</div>
          <div className="num text-muted">{hovered.note}</div>
        </div>
      )}
    </div>
  );
}

function findNearest(
  points: readonly ScatterPoint[],
  place: (point: ScatterPoint) => [number, number],
  x: number,
  y: number,
): ScatterPoint | undefined {
  let best: ScatterPoint | undefined;
  let distance = REACH_PX;
  for (const point of points) {
    const [px, py] = place(point);
    const away = Math.hypot(px - x, py - y);
    if (away < distance) {
      best = point;
      distance = away;
    }
  }
  return best;
}

function toRange(
  box: BrushBox,
  plot: { height: number },
  timeAt: (x: number) => number,
  durationAt: (y: number) => number,
): ScatterRange {
  const times = { fromMs: Math.round(timeAt(box.left)), toMs: Math.round(timeAt(box.right)) };
  const isBand = box.top <= TOP + 4 && box.bottom >= TOP + plot.height - 4;
  const isFlat = box.bottom - box.top < 12;
  if (isBand || isFlat) return times;
  return { ...times, minMs: threeDigits(durationAt(box.bottom)), maxMs: threeDigits(durationAt(box.top)) };
}

function threeDigits(value: number): number {
  return Number(value.toPrecision(3));
}

function tipPlace(x: number, y: number, width: number): { top: number; left?: number; right?: number } {
  const top = Math.max(0, y - 52);
  return x > width / 2 ? { top, right: width - x + 10 } : { top, left: x + 10 };
}
