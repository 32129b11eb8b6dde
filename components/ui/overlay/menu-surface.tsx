'use client';

import { DropdownMenu as Radix } from 'radix-ui';
import { type ComponentProps, useRef } from 'react';
import { cn } from '../cn';
import { AnchorSpan } from './anchor-span';
import { type MenuParts, MenuPartsContext } from './menu-parts';
import type { Overlay } from './use-overlay';

const { CheckboxItem, Item, ItemIndicator, Label, Separator } = Radix;
const PARTS: MenuParts = { CheckboxItem, Item, ItemIndicator, Label, Separator };

type MenuSurfaceProps = ComponentProps<typeof Radix.Content> & { overlay: Overlay };

/** An open menu. */
export function MenuSurface({ overlay, className, children, onCloseAutoFocus, ...props }: MenuSurfaceProps) {
  const { setOpen, trigger, triggerId, contentId, isByKey } = overlay;
  const isEntered = useRef(false);
  return (
    <Radix.Root open onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <AnchorSpan of={trigger} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          id={contentId}
          aria-labelledby={triggerId}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          ref={(menu) => {
            // The key that opened it was pressed before there was a menu to hear of it.
            if (menu === null || isEntered.current) return;
            isEntered.current = true;
            if (isByKey.current) menu.querySelector<HTMLElement>('[role^=menuitem]')?.focus();
          }}
          onCloseAutoFocus={(event) => {
            onCloseAutoFocus?.(event);
            if (event.defaultPrevented) return;
            trigger.current?.focus();
            event.preventDefault();
          }}
          className={cn(
            'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 animate-rise overflow-auto rounded-lg border border-border-strong bg-raised p-1 shadow-overlay',
            className,
          )}
          {...props}
        >
          <MenuPartsContext value={PARTS}>{children}</MenuPartsContext>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
