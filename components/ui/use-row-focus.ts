'use client';

import type { Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';

const PAGE_ROWS = 12;

/** Arrow keys over virtualised rows: one row is in the tab order, and moving brings the next into view first. */
export function useRowFocus(
  count: number,
  virtual: Virtualizer<HTMLDivElement, Element>,
  scroller: RefObject<HTMLDivElement | null>,
) {
  const [activeIndex, setActiveIndex] = useState(0);
  const wanted = useRef<number | undefined>(undefined);

  useEffect(() => {
    if (wanted.current === undefined) return;
    const target = scroller.current?.querySelector<HTMLElement>(`[data-row-target="${wanted.current}"]`);
    if (!target) return;
    wanted.current = undefined;
    target.focus({ preventScroll: true });
  });

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const next = targetIndex(event.key, activeIndex, count);
      if (next === undefined || !(event.target as Element).closest('[data-row-target]')) return;
      event.preventDefault();
      wanted.current = next;
      setActiveIndex(next);
      virtual.scrollToIndex(next, { align: 'auto' });
    },
    [activeIndex, count, virtual],
  );

  return {
    activeIndex: Math.min(activeIndex, Math.max(0, count - 1)),
    onKeyDown,
    onRowFocus: setActiveIndex,
  };
}

function targetIndex(key: string, from: number, count: number): number | undefined {
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return Math.min(last, from + 1);
    case 'ArrowUp':
    case 'k':
      return Math.max(0, from - 1);
    case 'PageDown':
      return Math.min(last, from + PAGE_ROWS);
    case 'PageUp':
      return Math.max(0, from - PAGE_ROWS);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
