'use client';

import type { Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { isNowhere } from './is-nowhere';

const PAGE_ROWS = 12;
const ENTRY_KEYS: ReadonlySet<string> = new Set(['ArrowDown', 'ArrowUp', 'j', 'k']);

/**
 * Arrow keys over virtualised rows: one row is in the tab order, and moving brings the next into view first. From nowhere
 * in particular (a page that has just opened, a link that led here) the same keys lead into the list.
 */
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

  useEffect(() => {
    const onPress = (event: globalThis.KeyboardEvent) => {
      if (event.defaultPrevented || !ENTRY_KEYS.has(event.key) || hasModifier(event) || !isNowhere()) return;
      const rows = scroller.current;
      const row =
        rows?.querySelector<HTMLElement>('[data-row-target][tabindex="0"]') ??
        rows?.querySelector<HTMLElement>('[data-row-target]');
      if (!row) return;
      event.preventDefault();
      row.focus();
    };
    window.addEventListener('keydown', onPress);
    return () => window.removeEventListener('keydown', onPress);
  }, [scroller]);

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

function hasModifier({ altKey, ctrlKey, metaKey }: globalThis.KeyboardEvent): boolean {
  return altKey || ctrlKey || metaKey;
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
