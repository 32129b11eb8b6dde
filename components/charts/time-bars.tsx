'use client';

import { useState } from 'react';
import { formatCount } from '@/lib/client/format/format-count';
import { formatClock } from '@/lib/client/format/format-time';
import { printQuantity } from '@/lib/client/format/quantity';
import { cn } from '../ui/cn';
import { barLayout } from './bar-layout';
import { TimeAxis } from './time-axis';
import { useBrush } from './use-brush';
import { useElementSize } from './use-element-size';
import { ValueTick } from './value-tick';

/** One step of time with a count for each series, in their order. */
export type TimeBar = { t: number; counts: readonly number[] };
export type BarSeries = { id: string; label: string; colour: string; isHatched?: boolean };

type TimeBarsProps = {
  label: string;
  series: readonly BarSeries[];
  bars: readonly TimeBar[];
  stepMs: number;
  fromMs: number;
  toMs: number;
  onBrush: (range: { fromMs: number; toMs: number }) => void;
  className?: string;
};

const LEFT = 40;
const RIGHT = 12;
const TOP = 6;
const BOTTOM = 22;

/** Stacked counts over time; drag to zoom into a stretch, click to zoom into one bar. */
export function TimeBars(props: TimeBarsProps) {
  const { label, series, bars, stepMs, fromMs, toMs, onBrush, className } = props;
  const [ref, { width, height }] = useElementSize<HTMLDivElement>();
  const plot = {
    left: LEFT,
    top: TOP,
    width: Math.max(1, width - LEFT - RIGHT),
    height: Math.max(1, height - TOP - BOTTOM),
  };
  const [hovered, setHovered] = useState<TimeBar>();
  const layout = barLayout({ bars, stepMs, fromMs, toMs, plot });
  const timeAt = (x: number) => fromMs + ((x - LEFT) / plot.width) * (toMs - fromMs);
  const barAt = (x: number) => bars.find(({ t }) => timeAt(x) >= t && timeAt(x) < t + stepMs);
  const brush = useBrush(
    ({ left, right }) =>
      onBrush({
        fromMs: Math.round(Math.max(fromMs, timeAt(left))),
        toMs: Math.round(Math.min(toMs, timeAt(right))),
      }),
    (x) => {
      const bar = barAt(x);
      if (bar !== undefined) onBrush({ fromMs: bar.t, toMs: bar.t + stepMs });
    },
  );
  return (
    <div ref={ref} className={cn('relative h-full min-h-20 w-full select-none', className)}>
      {width === 0 ? null : (
        <svg
          role="img"
          aria-label={label}
          width={width}
          height={height}
          className="block cursor-crosshair touch-pan-y"
          {...brush.handlers}
          onPointerMove={(event) => {
            brush.handlers.onPointerMove(event);
            setHovered(barAt(event.clientX - event.currentTarget.getBoundingClientRect().left));
          }}
          onPointerLeave={() => setHovered(undefined)}
        >
          <defs>
            <pattern
              id="bar-hatch"
              width="5"
              height="5"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <line x1="0" y1="0" x2="0" y2="5" className="stroke-surface" strokeWidth="1.5" />
            </pattern>
          </defs>
          {[layout.top, layout.top / 2].map((tick) => (
            <ValueTick
              key={tick}
              left={LEFT}
              width={plot.width}
              y={layout.yOf(tick)}
              label={printQuantity(formatCount(tick))}
            />
          ))}
          <line
            x1={LEFT}
            x2={LEFT + plot.width}
            y1={TOP + plot.height}
            y2={TOP + plot.height}
            className="stroke-border-strong"
          />
          <TimeAxis fromMs={fromMs} toMs={toMs} left={LEFT} width={plot.width} y={TOP + plot.height} />
          {layout.boxes.map(({ key, series: at, ...box }) => (
            <g key={key}>
              <rect {...box} fill={series[at]?.colour} />
              {series[at]?.isHatched ? <rect {...box} fill="url(#bar-hatch)" /> : null}
            </g>
          ))}
          {hovered === undefined ? null : <rect {...layout.columnOf(hovered.t)} className="fill-text/8" />}
          {brush.box === undefined ? null : (
            <rect
              x={brush.box.left}
              width={brush.box.right - brush.box.left}
              y={TOP}
              height={plot.height}
              className="fill-accent/15 stroke-accent"
            />
          )}
        </svg>
      )}
      {hovered === undefined || brush.box !== undefined ? null : (
        <BarTip bar={hovered} series={series} x={layout.columnOf(hovered.t).x} width={width} />
      )}
    </div>
  );
}

function BarTip({
  bar,
  series,
  x,
  width,
}: {
  bar: TimeBar;
  series: readonly BarSeries[];
  x: number;
  width: number;
}) {
  const side = x > width / 2 ? { right: width - x + 8 } : { left: x + 16 };
  return (
    <div
      className="pointer-events-none absolute top-1 z-10 rounded-md border border-border-strong bg-raised px-2 py-1 text-xs shadow-overlay"
      style={side}
    >
      <div className="num text-muted">{formatClock(bar.t)}</div>
      {series.map(({ id, label, colour }, i) =>
        bar.counts[i] ? (
          <div key={id} className="flex items-center gap-2">
            <span aria-hidden className="size-2 rounded-sm" style={{ background: colour }} />
            <span className="grow pr-4">{label}</span>
            <span className="num">{bar.counts[i]?.toLocaleString('en-US')}</span>
          </div>
        ) : null,
      )}
    </div>
  );
}
