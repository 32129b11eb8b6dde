'use client';

import { Slot } from 'radix-ui';
import type { ComponentProps, KeyboardEvent, PointerEvent, Ref } from 'react';
import type { Overlay } from './use-overlay';

export type TriggerProps = ComponentProps<'button'> & {
  /** Makes the only child the trigger. */
  asChild?: boolean;
};

type OverlayTriggerProps = TriggerProps & {
  overlay: Overlay;
  popup: 'menu' | 'dialog' | 'listbox';
  /** Loads the surface; asked for when the trigger is pointed at or focused, so that it is there when it opens. */
  onIntent: () => void;
};

/** What opens a surface that is not loaded yet. */
export function OverlayTrigger({ asChild = false, overlay, popup, onIntent, ...props }: OverlayTriggerProps) {
  const { isOpen, trigger, triggerId, contentId } = overlay;
  const Trigger = asChild ? Slot.Root : 'button';
  return (
    <Trigger
      type="button"
      {...props}
      ref={trigger as Ref<HTMLButtonElement>}
      id={triggerId}
      aria-haspopup={popup}
      aria-expanded={isOpen}
      aria-controls={isOpen ? contentId : undefined}
      data-state={isOpen ? 'open' : 'closed'}
      onPointerEnter={onIntent}
      onFocus={onIntent}
    />
  );
}

/** Opens on the press, as menus of the system do. */
export function openOnPress(overlay: Overlay, opensDownwards: readonly string[]) {
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || event.ctrlKey) return;
      overlay.isByKey.current = false;
      overlay.setOpen(!overlay.isOpen);
      // The surface takes the focus, and the press would take it back.
      if (!overlay.isOpen) event.preventDefault();
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (!opensDownwards.includes(event.key)) return;
      overlay.isByKey.current = true;
      overlay.setOpen(true);
      event.preventDefault();
    },
  };
}
