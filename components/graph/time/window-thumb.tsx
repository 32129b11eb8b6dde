'use client';

import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { describeRange } from '@/lib/client/time/format-range';
import type { TimeWindow } from '@/lib/client/time/time-range';
import { dragWindow, type WindowPart } from './move-window';

type WindowThumbProps = {
  window: TimeWindow;
  bounds: TimeWindow;
  xOf: (timeMs: number) => number;
  msPerPx: number;
  /** How far an arrow key moves it. */
  stepMs: number;
  isLive: boolean;
  /** `isDone` when it was let go. */
  onMove: (window: TimeWindow, isDone: boolean) => void;
};

/** A thinner thumb could not be caught. */
const LEAST_PX = 10;

/** The window on the track: drag it, or its edges; arrows move it, with Shift by its own length. */
export function WindowThumb(props: WindowThumbProps) {
  const { window, bounds, xOf, msPerPx, stepMs, isLive, onMove } = props;
  const grip = useRef<{ x: number; part: WindowPart; window: TimeWindow } | undefined>(undefined);
  const left = xOf(window.fromMs);
  const width = Math.max(LEAST_PX, xOf(window.toMs) - left);
  const moved = (event: PointerEvent) => {
    const held = grip.current;
    if (held === undefined) return undefined;
    return dragWindow(held.window, held.part, (event.clientX - held.x) * msPerPx, bounds);
  };
  const take = (part: WindowPart) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { x: event.clientX, part, window };
  };
  const drag = (event: PointerEvent) => {
    const next = moved(event);
    if (next !== undefined) onMove(next, false);
  };
  const drop = (event: PointerEvent) => {
    event.stopPropagation();
    const next = moved(event);
    const hasMoved = grip.current !== undefined && Math.abs(event.clientX - grip.current.x) > 1;
    grip.current = undefined;
    if (next !== undefined && hasMoved) onMove(next, true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const stride = event.shiftKey ? window.toMs - window.fromMs : stepMs;
    const deltas: Record<string, number> = {
      ArrowLeft: -stride,
      ArrowRight: stride,
      Home: bounds.fromMs - window.fromMs,
      End: bounds.toMs - window.toMs,
    };
    const delta = deltas[event.key];
    if (delta === undefined) return;
    event.preventDefault();
    onMove(dragWindow(window, 'body', delta, bounds), true);
  };
  const edge = (part: 'start' | 'end') => (
    <span
      aria-hidden
      onPointerDown={take(part)}
      className={`absolute inset-y-0 w-1.5 cursor-ew-resize ${part === 'start' ? 'left-0' : 'right-0'}`}
    />
  );
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Window in time"
      aria-valuemin={Math.round(bounds.fromMs)}
      aria-valuemax={Math.round(bounds.toMs)}
      aria-valuenow={Math.round(window.toMs)}
      aria-valuetext={isLive ? 'Live' : describeRange({ kind: 'absolute', ...window })}
      onPointerDown={take('body')}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={drop}
      onKeyDown={onKeyDown}
      className="absolute top-6 bottom-4 cursor-grab touch-none rounded-sm border border-accent bg-accent/15 active:cursor-grabbing"
      style={{ left, width }}
    >
      {edge('start')}
      {edge('end')}
    </div>
  );
}
