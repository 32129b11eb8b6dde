'use client';

import { type ReactNode, useMemo } from 'react';
import { formatDuration } from '@/lib/client/format/format-duration';
import { printQuantity } from '@/lib/client/format/quantity';
import { cn } from '../ui/cn';
import { logScale } from './log-scale';
import { TimeAxis } from './time-axis';
import { type BrushBox, useBrush } from './use-brush';
import { useElementSize } from './use-element-size';
import { ValueTick } from './value-tick';

/** What a drag encloses; durations only when it left part of the height out. */
export type DurationRange = { fromMs: number; toMs: number; minMs?: number; maxMs?: number };

/** Where times and durations lie, in pixels. */
export type DurationScale = {
  width: number;
  xOf: (timeMs: number) => number;
  yOf: (durationMs: number) => number;
};

type DurationPlotProps = {
  label: string;
  /** What the axis of durations has to hold, milliseconds. */
  durations: readonly number[];
  fromMs: number;
  toMs: number;
  onBrush: (range: DurationRange) => void;
  onPress?: (scale: DurationScale, x: number, y: number) => void;
  /** Undefined when the pointer has left. */
  onPoint?: (scale: DurationScale, at: { x: number; y: number } | undefined) => void;
  className?: string | undefined;
  svgClassName?: string;
  children: (scale: DurationScale) => ReactNode;
  /** In front of the drawing, unless a range is being dragged. */
  overlay?: (scale: DurationScale) => ReactNode;
};

const LEFT = 52;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 22;

/** Axes of time and, logarithmic, of duration; a drag selects a range of both. */
export function DurationPlot(props: DurationPlotProps) {
  const { label, durations, fromMs, toMs, onBrush, onPress, onPoint, className, svgClassName } = props;
  const [ref, { width, height }] = useElementSize<HTMLDivElement>();
  const plot = { width: Math.max(1, width - LEFT - RIGHT), height: Math.max(1, height - TOP - BOTTOM) };
  const y = useMemo(() => logScale(durations, [TOP + plot.height, TOP]), [durations, plot.height]);
  const scale: DurationScale = {
    width,
    xOf: (timeMs) => LEFT + ((timeMs - fromMs) / Math.max(1, toMs - fromMs)) * plot.width,
    yOf: y.at,
  };
  const timeAt = (x: number) => fromMs + ((x - LEFT) / plot.width) * (toMs - fromMs);
  const brush = useBrush(
    (box) => onBrush(toRange(box, plot, timeAt, y.invert)),
    (px, py) => onPress?.(scale, px, py),
  );
  return (
    <div ref={ref} className={cn('relative h-full min-h-32 w-full select-none', className)}>
      {width === 0 ? null : (
        <svg
          role="img"
          aria-label={label}
          width={width}
          height={height}
          className={cn('block touch-pan-y', svgClassName)}
          {...brush.handlers}
          onPointerMove={(event) => {
            brush.handlers.onPointerMove(event);
            const bounds = event.currentTarget.getBoundingClientRect();
            onPoint?.(scale, { x: event.clientX - bounds.left, y: event.clientY - bounds.top });
          }}
          onPointerLeave={() => onPoint?.(scale, undefined)}
        >
          {y.ticks.map((tick) => (
            <ValueTick key={tick} left={LEFT} width={plot.width} y={y.at(tick)} label={printTick(tick)} />
          ))}
          <TimeAxis fromMs={fromMs} toMs={toMs} left={LEFT} width={plot.width} y={TOP + plot.height} />
          {props.children(scale)}
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
      {brush.box === undefined ? props.overlay?.(scale) : null}
    </div>
  );
}

/** Powers of ten stay round: 100 s, where a text would say 1.67 min. */
function printTick(ms: number): string {
  return ms < 60_000 ? printQuantity(formatDuration(ms)) : `${(ms / 1_000).toLocaleString('en')} s`;
}

function toRange(
  box: BrushBox,
  plot: { height: number },
  timeAt: (x: number) => number,
  durationAt: (y: number) => number,
): DurationRange {
  const times = { fromMs: Math.round(timeAt(box.left)), toMs: Math.round(timeAt(box.right)) };
  const isBand = box.top <= TOP + 4 && box.bottom >= TOP + plot.height - 4;
  const isFlat = box.bottom - box.top < 12;
  if (isBand || isFlat) return times;
  return { ...times, minMs: threeDigits(durationAt(box.bottom)), maxMs: threeDigits(durationAt(box.top)) };
}

function threeDigits(value: number): number {
  return Number(value.toPrecision(3));
}
