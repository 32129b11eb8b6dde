'use client';

import { useEffect, useRef } from 'react';
import { readToken } from '@/lib/client/theme/read-token';
import { useThemeName } from '@/lib/client/theme/use-theme-name';
import type { ChartData } from './chart-data';
import { PLOT } from './plot-area';

/** The cells of a heat map; darker means more requests, on a square-root scale so that a few slow ones show. */
export function HeatCanvas({ data }: { data: ChartData }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeName();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new theme must repaint with its tokens
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const paint = () => paintHeat(element, data);
    const observer = new ResizeObserver(paint);
    observer.observe(element);
    paint();
    return () => observer.disconnect();
  }, [data, theme]);
  return (
    <canvas
      ref={canvas}
      className="absolute"
      style={{
        left: PLOT.left,
        top: PLOT.top,
        width: `calc(100% - ${PLOT.left + PLOT.right}px)`,
        height: `calc(100% - ${PLOT.top + PLOT.bottom}px)`,
      }}
    />
  );
}

function paintHeat(canvas: HTMLCanvasElement, { timesMs, series }: ChartData): void {
  const context = canvas.getContext('2d');
  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(canvas.clientWidth * ratio);
  canvas.height = Math.round(canvas.clientHeight * ratio);
  if (context === null || series.length === 0) return;
  const densest = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const width = canvas.width / Math.max(1, timesMs.length - 1);
  const height = canvas.height / series.length;
  context.fillStyle = readToken('series-1');
  series.forEach(({ values }, row) => {
    values.forEach((value, column) => {
      if (value === null || value === 0) return;
      context.globalAlpha = 0.12 + 0.88 * Math.sqrt(value / densest);
      const x = Math.round((column - 0.5) * width);
      const y = Math.round(canvas.height - (row + 1) * height);
      context.fillRect(x, y, Math.ceil(width) - ratio * 0.5, Math.ceil(height) - ratio * 0.5);
    });
  });
}
