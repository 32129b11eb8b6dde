'use client';

import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { type Box, placeBeside, type Side } from './place-beside';

type TooltipBubbleProps = {
  id: string;
  anchor: HTMLElement;
  side: Side;
  onEnter: () => void;
  onLeave: () => void;
  children: ReactNode;
};

/** The words of a tooltip, beside what they are about. */
export function TooltipBubble({ id, anchor, side, onEnter, onLeave, children }: TooltipBubbleProps) {
  const bubble = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number }>();
  useLayoutEffect(() => {
    if (bubble.current === null) return;
    const { offsetWidth: width, offsetHeight: height } = bubble.current;
    const view: Box = { left: 0, top: 0, width: window.innerWidth, height: window.innerHeight };
    setPlace(placeBeside(anchor.getBoundingClientRect(), { width, height }, side, view));
  }, [anchor, side]);
  return createPortal(
    <div
      ref={bubble}
      id={id}
      role="tooltip"
      onPointerEnter={onEnter}
      onPointerLeave={onLeave}
      style={place ?? { left: 0, top: 0, visibility: 'hidden' }}
      className="fixed z-50 flex w-max max-w-80 animate-fade-in items-center gap-2 rounded-md border border-border-strong bg-raised px-2 py-1 text-text text-xs shadow-overlay"
    >
      {children}
    </div>,
    document.body,
  );
}
