'use client';

import { Popover as Radix } from 'radix-ui';
import { type ComponentProps, useRef } from 'react';
import { cn } from '../cn';
import type { Overlay } from './use-overlay';

type PopoverSurfaceProps = ComponentProps<typeof Radix.Content> & { overlay: Overlay };

/** An open popover. */
export function PopoverSurface({ overlay, className, ...props }: PopoverSurfaceProps) {
  const { setOpen, trigger, contentId } = overlay;
  const isLeft = useRef(false);
  return (
    <Radix.Root open onOpenChange={setOpen}>
      <Radix.Anchor virtualRef={trigger as { current: HTMLElement }} />
      <Radix.Portal>
        <Radix.Content
          id={contentId}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onInteractOutside={(event) => {
            // The trigger closes by itself; the focus goes to whatever else was chosen.
            const isTrigger = event.target instanceof Node && trigger.current?.contains(event.target);
            if (isTrigger) event.preventDefault();
            else isLeft.current = true;
          }}
          onCloseAutoFocus={(event) => {
            if (!isLeft.current) trigger.current?.focus();
            event.preventDefault();
          }}
          className={cn(
            'z-50 max-h-(--radix-popover-content-available-height) animate-rise overflow-auto rounded-lg border border-border-strong bg-raised p-3 text-sm shadow-overlay outline-none',
            className,
          )}
          {...props}
        />
      </Radix.Portal>
    </Radix.Root>
  );
}
