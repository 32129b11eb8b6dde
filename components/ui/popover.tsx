'use client';

import { Popover as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;

/** What a popover shows. Name it with aria-label. */
export function PopoverContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        align="start"
        sideOffset={4}
        collisionPadding={8}
        className={cn(
          'z-50 max-h-(--radix-popover-content-available-height) animate-rise overflow-auto rounded-lg border border-border-strong bg-raised p-3 text-sm shadow-overlay outline-none',
          className,
        )}
        {...props}
      />
    </Radix.Portal>
  );
}
