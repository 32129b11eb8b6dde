'use client';

import { type PointerEvent, useRef, useState } from 'react';

/** A rectangle in the element's own pixels. */
export type BrushBox = { left: number; top: number; right: number; bottom: number };

/** A drag shorter than this is a click. */
const CLICK_PX = 4;

/** Drags a rectangle over an element; `onBrush` gets it at the end, `onClick` a press without a drag. */
export function useBrush(onBrush: (box: BrushBox) => void, onClick?: (x: number, y: number) => void) {
  const start = useRef<{ x: number; y: number } | undefined>(undefined);
  const [box, setBox] = useState<BrushBox>();
  const at = (event: PointerEvent) => {
    const bounds = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
  };
  const finish = (event: PointerEvent) => {
    const from = start.current;
    start.current = undefined;
    setBox(undefined);
    if (from === undefined) return;
    const to = at(event);
    if (Math.hypot(to.x - from.x, to.y - from.y) < CLICK_PX) onClick?.(to.x, to.y);
    else onBrush(boxOf(from, to));
  };
  return {
    box,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = at(event);
      },
      onPointerMove: (event: PointerEvent) => {
        if (start.current === undefined) return;
        const to = at(event);
        if (Math.hypot(to.x - start.current.x, to.y - start.current.y) >= CLICK_PX) {
          setBox(boxOf(start.current, to));
        }
      },
      onPointerUp: finish,
      onPointerCancel: () => {
        start.current = undefined;
        setBox(undefined);
      },
    },
  };
}

function boxOf(a: { x: number; y: number }, b: { x: number; y: number }): BrushBox {
  return {
    left: Math.min(a.x, b.x),
    top: Math.min(a.y, b.y),
    right: Math.max(a.x, b.x),
    bottom: Math.max(a.y, b.y),
  };
}
