'use client';

import { type PointerEvent, useRef } from 'react';
import { type ChartData, type ChartMark, chartSpan, nearestIndex } from './chart-data';
import { useChartGroup, useChartPointer } from './chart-group';
import { ChartTooltip, type TooltipRow } from './chart-tooltip';
import { PLOT } from './plot-area';

/** A drag shorter than this, in pixels, is a click. */
const BRUSH_PX = 6;

type ChartOverlayProps = {
  data: ChartData;
  marks?: readonly ChartMark[] | undefined;
  /** What the tooltip says of a bucket. */
  describe: (index: number) => readonly TooltipRow[];
};

/** Above the drawing: crosshair, tooltip, brush and event marks. The drawing itself never repaints for them. */
export function ChartOverlay({ data, marks = [], describe }: ChartOverlayProps) {
  const { store, onBrush } = useChartGroup();
  const { hoverMs, brush } = useChartPointer(store);
  const area = useRef<HTMLDivElement>(null);
  const startX = useRef(0);
  const { fromMs, toMs } = chartSpan(data);
  const share = (atMs: number) => `${Math.min(100, Math.max(0, ((atMs - fromMs) / (toMs - fromMs)) * 100))}%`;
  const timeAt = (event: PointerEvent) => {
    const box = area.current?.getBoundingClientRect();
    if (box === undefined) return fromMs;
    return fromMs + Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * (toMs - fromMs);
  };
  const index = hoverMs === undefined ? undefined : nearestIndex(data, hoverMs);
  const crosshairMs = index === undefined ? undefined : data.timesMs[index];
  const isInside = hoverMs !== undefined && hoverMs >= fromMs - data.stepMs && hoverMs <= toMs + data.stepMs;

  const finishBrush = (event: PointerEvent) => {
    const window = store.endBrush();
    if (window !== undefined && Math.abs(event.clientX - startX.current) > BRUSH_PX)
      onBrush?.(window.fromMs, window.toMs);
  };

  return (
    <div
      ref={area}
      aria-hidden
      className={onBrush === undefined ? 'absolute touch-pan-y' : 'absolute cursor-crosshair touch-pan-y'}
      style={PLOT}
      onPointerDown={(event) => {
        if (event.button !== 0 || onBrush === undefined) return;
        startX.current = event.clientX;
        event.currentTarget.setPointerCapture(event.pointerId);
        store.startBrush(timeAt(event));
      }}
      onPointerMove={(event) =>
        store.get().brush ? store.moveBrush(timeAt(event)) : store.hover(timeAt(event))
      }
      onPointerUp={finishBrush}
      onPointerCancel={() => store.endBrush()}
      onPointerLeave={() => store.hover(undefined)}
    >
      {marks
        .filter(({ atMs }) => atMs >= fromMs && atMs <= toMs)
        .map((mark) => (
          <Mark key={`${mark.atMs} ${mark.label}`} mark={mark} left={share(mark.atMs)} />
        ))}
      {brush === undefined ? null : (
        <div
          className="pointer-events-none absolute inset-y-0 border-accent border-x bg-accent/15"
          style={{
            left: share(Math.min(brush.startMs, brush.endMs)),
            right: `calc(100% - ${share(Math.max(brush.startMs, brush.endMs))})`,
          }}
        />
      )}
      {crosshairMs === undefined || index === undefined || !isInside ? null : (
        <>
          <div
            className="pointer-events-none absolute inset-y-0 w-px bg-muted"
            style={{ left: share(crosshairMs) }}
          />
          <ChartTooltip
            atMs={crosshairMs}
            rows={describe(index)}
            left={share(crosshairMs)}
            isLeftHalf={crosshairMs - fromMs < (toMs - fromMs) / 2}
          />
        </>
      )}
    </div>
  );
}

const MARK_TONES = { info: 'border-info', warning: 'border-degraded', error: 'border-failing' } as const;

function Mark({ mark, left }: { mark: ChartMark; left: string }) {
  return (
    <div title={mark.label} className="absolute inset-y-0 -ml-1 w-2" style={{ left }}>
      <div className={`mx-auto h-full w-0 border-l border-dashed ${MARK_TONES[mark.severity]}`} />
    </div>
  );
}
