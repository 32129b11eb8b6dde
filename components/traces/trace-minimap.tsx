'use client';

import { useEffect } from 'react';
import { useBrush } from '@/components/charts/use-brush';
import { useElementSize } from '@/components/charts/use-element-size';
import { readToken } from '@/lib/client/theme/read-token';
import { useThemeName } from '@/lib/client/theme/use-theme-name';
import type { Trace } from '@/lib/mesh/trace/trace';
import { MinimapHandle } from './minimap-handle';
import { type TimeView, viewBetween, WHOLE } from './model/time-view';

type TraceMinimapProps = {
  trace: Trace;
  colours: ReadonlyMap<string, string>;
  view: TimeView;
  onChange: (view: TimeView) => void;
};

/** All spans at a glance; drag to zoom, move an edge, double-click for the whole. */
export function TraceMinimap({ trace, colours, view, onChange }: TraceMinimapProps) {
  const [ref, { width, height }] = useElementSize<HTMLCanvasElement>();
  const theme = useThemeName();
  useEffect(() => {
    const canvas = ref.current;
    if (canvas !== null && width > 0 && theme) drawSpans(canvas, trace, colours, width, height);
  }, [ref, trace, colours, width, height, theme]);
  const brush = useBrush((box) => onChange(viewBetween(clamp(box.left / width), clamp(box.right / width))));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      role="group"
      aria-label="Overview of the trace; drag to zoom"
      className="relative h-16 shrink-0 cursor-crosshair touch-none select-none border-border border-b"
      onDoubleClick={() => onChange(WHOLE)}
      {...brush.handlers}
    >
      <canvas ref={ref} className="absolute inset-0 h-full w-full" />
      <div className="absolute inset-y-0 left-0 bg-bg/75" style={{ width: `${view.from * 100}%` }} />
      <div className="absolute inset-y-0 right-0 bg-bg/75" style={{ width: `${(1 - view.to) * 100}%` }} />
      {brush.box === undefined ? null : (
        <div
          className="absolute inset-y-0 border-accent border-x bg-accent/20"
          style={{ left: brush.box.left, width: brush.box.right - brush.box.left }}
        />
      )}
      <MinimapHandle edge="from" view={view} trackWidth={width} onChange={onChange} />
      <MinimapHandle edge="to" view={view} trackWidth={width} onChange={onChange} />
    </div>
  );
}

function drawSpans(
  canvas: HTMLCanvasElement,
  trace: Trace,
  colours: ReadonlyMap<string, string>,
  width: number,
  height: number,
): void {
  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const paint = canvas.getContext('2d');
  if (paint === null) return;
  paint.scale(ratio, ratio);
  paint.clearRect(0, 0, width, height);
  const resolved = new Map([...colours].map(([service, css]) => [service, readToken(css.slice(6, -1))]));
  const failing = readToken('failing');
  const rowHeight = Math.max(1, Math.min(4, (height - 8) / Math.max(1, trace.nodes.length)));
  const scaleX = width / Math.max(1, trace.durationUs);
  const scaleY = (height - 8 - rowHeight) / Math.max(1, trace.nodes.length - 1);
  const step = Math.min(scaleY, 6);
  for (const { span, index } of trace.nodes) {
    paint.fillStyle = span.status === 'error' ? failing : (resolved.get(span.service) ?? failing);
    const x = (span.start_us - trace.startUs) * scaleX;
    paint.fillRect(x, 4 + index * step, Math.max(1, span.duration_us * scaleX), rowHeight);
  }
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
