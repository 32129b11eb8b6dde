'use client';

import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { cn } from './cn';

type ResizeHandleProps = {
  label: string;
  value: number;
  min: number;
  max: number;
  /** `left` when the sized pane lies right of the handle: dragging left makes it larger. */
  grows: 'left' | 'right' | 'down' | 'up';
  onChange: (value: number) => void;
  className?: string;
};

const KEY_STEP = 16;

/** The edge between two panes: drag it, or move it with the arrows. */
export function ResizeHandle({ label, value, min, max, grows, onChange, className }: ResizeHandleProps) {
  const start = useRef<{ at: number; value: number } | undefined>(undefined);
  const isRow = grows === 'left' || grows === 'right';
  const sign = grows === 'left' || grows === 'up' ? -1 : 1;
  const clamp = (next: number) => Math.round(Math.min(max, Math.max(min, next)));
  const at = (event: PointerEvent) => (isRow ? event.clientX : event.clientY);
  const onKeyDown = (event: KeyboardEvent) => {
    const forward = isRow ? 'ArrowRight' : 'ArrowDown';
    const backward = isRow ? 'ArrowLeft' : 'ArrowUp';
    if (event.key !== forward && event.key !== backward) return;
    event.preventDefault();
    onChange(clamp(value + sign * (event.key === forward ? KEY_STEP : -KEY_STEP)));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable separator is the window-splitter pattern of ARIA
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={isRow ? 'vertical' : 'horizontal'}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      className={cn(
        'z-10 shrink-0 touch-none bg-transparent transition-colors duration-150 hover:bg-accent/40 focus-visible:bg-accent focus-visible:outline-none',
        isRow ? 'w-1.5 cursor-col-resize' : 'h-1.5 cursor-row-resize',
        className,
      )}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        start.current = { at: at(event), value };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (start.current) onChange(clamp(start.current.value + sign * (at(event) - start.current.at)));
      }}
      onPointerUp={() => {
        start.current = undefined;
      }}
    />
  );
}
