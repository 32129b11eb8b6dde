'use client';

import dynamic from 'next/dynamic';
import type { Popover as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { OverlayTrigger, type TriggerProps } from './overlay/overlay-trigger';
import { OverlayContext, type OverlayState, useOverlay, useOverlayParts } from './overlay/use-overlay';

const loadSurface = () => import('./overlay/popover-surface');
const PopoverSurface = dynamic(() => loadSurface().then((module) => module.PopoverSurface), { ssr: false });

export function Popover({ children, ...state }: OverlayState & { children: ReactNode }) {
  return <OverlayContext value={useOverlay(state)}>{children}</OverlayContext>;
}

export function PopoverTrigger(props: TriggerProps) {
  const overlay = useOverlayParts();
  return (
    <OverlayTrigger
      {...props}
      overlay={overlay}
      popup="dialog"
      onIntent={loadSurface}
      onClick={() => overlay.setOpen(!overlay.isOpen)}
    />
  );
}

/** What a popover shows. Name it with aria-label. */
export function PopoverContent(props: ComponentProps<typeof Radix.Content>) {
  const overlay = useOverlayParts();
  return overlay.isOpen ? <PopoverSurface overlay={overlay} {...props} /> : null;
}
