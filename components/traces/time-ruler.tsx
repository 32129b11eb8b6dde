'use client';

import { useBrush } from '@/components/charts/use-brush';
import { useElementSize } from '@/components/charts/use-element-size';
import { formatDuration } from '@/lib/client/format/format-duration';
import { printQuantity } from '@/lib/client/format/quantity';
import type { Trace } from '@/lib/mesh/trace/trace';
import { timeTicks } from './model/time-ticks';
import { type TimeView, viewBetween } from './model/time-view';

type TimeRulerProps = { trace: Trace; view: TimeView; onZoom: (view: TimeView) => void };

/** Room for one label. */
const LABEL_PX = 100;

/** The time axis over the bars; drag on it to zoom further. */
export function TimeRuler({ trace, view, onZoom }: TimeRulerProps) {
  const [ref, { width }] = useElementSize<HTMLDivElement>();
  const shareAt = (x: number) => view.from + (x / Math.max(1, width)) * (view.to - view.from);
  const brush = useBrush((box) => onZoom(viewBetween(shareAt(box.left), shareAt(box.right))));
  return (
    <div className="flex h-7 shrink-0 border-border border-b bg-surface text-muted text-xs">
      <div className="flex w-(--name) shrink-0 items-center truncate px-3">Service and request</div>
      <div className="min-w-0 grow overflow-hidden pr-18">
        <div
          ref={ref}
          className="relative h-full cursor-crosshair touch-none select-none"
          {...brush.handlers}
        >
          {timeTicks(view, trace.durationUs, width / LABEL_PX).map(({ offsetUs, left }) => (
            <span
              key={offsetUs}
              className="num absolute inset-y-0 whitespace-nowrap border-border-strong border-l pt-1.5 pl-1"
              style={{ left: `${left}%` }}
            >
              {printQuantity(formatDuration(offsetUs / 1000))}
            </span>
          ))}
          {brush.box === undefined ? null : (
            <span
              className="absolute inset-y-0 border-accent border-x bg-accent/20"
              style={{ left: brush.box.left, width: brush.box.right - brush.box.left }}
            />
          )}
        </div>
      </div>
    </div>
  );
}
