'use client';

import { Slot } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { Kbd } from './kbd';
import type { Side } from './overlay/place-beside';
import { TooltipBubble } from './overlay/tooltip-bubble';
import { useTooltip } from './overlay/use-tooltip';

type TooltipProps = {
  content: ReactNode;
  keys?: string;
  side?: Side;
  children: ReactNode;
};

/** Says more about what it wraps, on hover and on focus. The child must be focusable to reach by key. */
export function Tooltip({ content, keys, side = 'bottom', children }: TooltipProps) {
  const id = useId();
  const { anchor, handlers, stay, leave } = useTooltip();
  return (
    <>
      <Slot.Root aria-describedby={anchor === undefined ? undefined : id} {...handlers}>
        {children}
      </Slot.Root>
      {anchor === undefined ? null : (
        <TooltipBubble id={id} anchor={anchor} side={side} onEnter={stay} onLeave={leave}>
          {content}
          {keys === undefined ? null : <Kbd keys={keys} />}
        </TooltipBubble>
      )}
    </>
  );
}
