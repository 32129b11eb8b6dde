'use client';

import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { clampView, type TimeView } from './model/time-view';

type MinimapHandleProps = {
  edge: 'from' | 'to';
  view: TimeView;
  trackWidth: number;
  onChange: (view: TimeView) => void;
};

const KEY_STEP = 0.02;
const LEAST = 0.002;

/** One edge of the zoom; drag it, or move it with the arrows. */
export function MinimapHandle({ edge, view, trackWidth, onChange }: MinimapHandleProps) {
  const start = useRef<{ x: number; share: number } | undefined>(undefined);
  const share = view[edge];
  const move = (next: number) => {
    const limited =
      edge === 'from'
        ? Math.max(0, Math.min(next, view.to - LEAST))
        : Math.min(1, Math.max(next, view.from + LEAST));
    onChange(clampView({ ...view, [edge]: limited }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    move(share + (event.key === 'ArrowRight' ? KEY_STEP : -KEY_STEP));
  };
  const onPointerDown = (event: PointerEvent) => {
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, share };
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={edge === 'from' ? 'Start of the zoom' : 'End of the zoom'}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={`${(share * 100).toFixed(1)} % of the duration`}
      className="absolute inset-y-0 z-10 w-2.5 -translate-x-1/2 cursor-ew-resize touch-none before:absolute before:inset-y-0 before:left-1/2 before:w-px before:bg-border-strong after:absolute after:top-1/2 after:left-1/2 after:h-5 after:w-1 after:-translate-x-1/2 after:-translate-y-1/2 after:rounded-full after:bg-faint hover:after:bg-accent focus-visible:after:bg-accent"
      style={{ left: `clamp(4px, ${share * 100}%, calc(100% - 4px))` }}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        const from = start.current;
        if (from !== undefined && trackWidth > 0) move(from.share + (event.clientX - from.x) / trackWidth);
      }}
      onPointerUp={(event) => {
        event.stopPropagation();
        start.current = undefined;
      }}
    />
  );
}
