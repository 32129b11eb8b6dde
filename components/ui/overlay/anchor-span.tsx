'use client';

import { type ComponentProps, type RefObject, useState } from 'react';
import { createPortal } from 'react-dom';

type AnchorSpanProps = ComponentProps<'span'> & { of: RefObject<HTMLElement | null> };

/** Lies over a trigger: a surface that was loaded later wants one of its own, to stand beside and to be as wide as. */
export function AnchorSpan({ of, ...props }: AnchorSpanProps) {
  const [place] = useState(() => of.current?.getBoundingClientRect());
  const { left = 0, top = 0, width = 0, height = 0 } = place ?? {};
  return createPortal(
    <span
      {...props}
      aria-hidden
      className="pointer-events-none fixed"
      style={{ left, top, width, height }}
    />,
    document.body,
  );
}
