'use client';

import { type FocusEvent, type PointerEvent, useEffect, useRef, useState } from 'react';

const DELAY_MS = 350;
/** Whoever reads one tooltip after the other does not wait for each. */
const SKIP_DELAY_MS = 200;
/** Long enough to reach the bubble with the pointer. */
const GRACE_MS = 120;

let closedAt = 0;

/** When a tooltip is shown: after a moment of pointing, at once by key; Escape, a press and scrolling take it away. */
export function useTooltip() {
  const [anchor, setAnchor] = useState<HTMLElement>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stay = () => clearTimeout(timer.current);
  const close = () => {
    stay();
    setAnchor(undefined);
  };
  const leave = () => {
    stay();
    timer.current = setTimeout(close, GRACE_MS);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (anchor === undefined) return;
    const closeByKey = ({ key }: KeyboardEvent) => (key === 'Escape' ? setAnchor(undefined) : undefined);
    const closeByScroll = ({ target }: Event) =>
      target instanceof Node && target.contains(anchor) ? setAnchor(undefined) : undefined;
    document.addEventListener('keydown', closeByKey, true);
    window.addEventListener('scroll', closeByScroll, true);
    return () => {
      closedAt = Date.now();
      document.removeEventListener('keydown', closeByKey, true);
      window.removeEventListener('scroll', closeByScroll, true);
    };
  }, [anchor]);
  const handlers = {
    onPointerEnter: ({ pointerType, currentTarget }: PointerEvent<HTMLElement>) => {
      if (pointerType === 'touch') return;
      stay();
      const wait = Date.now() - closedAt < SKIP_DELAY_MS ? 0 : DELAY_MS;
      timer.current = setTimeout(() => setAnchor(currentTarget), wait);
    },
    onPointerLeave: leave,
    onPointerDown: close,
    onFocus: ({ currentTarget }: FocusEvent<HTMLElement>) => {
      if (currentTarget.matches(':focus-visible')) setAnchor(currentTarget);
    },
    onBlur: close,
  };
  return { anchor, handlers, stay, leave };
}
