'use client';

import { Check } from 'lucide-react';
import dynamic from 'next/dynamic';
import type { DropdownMenu as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';
import { useMenuParts } from './overlay/menu-parts';
import { OverlayTrigger, openOnPress, type TriggerProps } from './overlay/overlay-trigger';
import { OverlayContext, type OverlayState, useOverlay, useOverlayParts } from './overlay/use-overlay';

// Menus, their placing and their keys are a tenth of what a page weighs; few pages ever open one.
const loadSurface = () => import('./overlay/menu-surface');
const MenuSurface = dynamic(() => loadSurface().then((module) => module.MenuSurface), { ssr: false });

const ITEM =
  'flex min-h-7 cursor-default items-center gap-2 rounded-sm px-2 text-sm outline-none data-[disabled]:text-faint data-[highlighted]:bg-accent/15 [&_svg]:size-4 [&_svg]:text-muted';

const OPENS: readonly string[] = ['Enter', ' ', 'ArrowDown'];

export function DropdownMenu({ children, ...state }: OverlayState & { children: ReactNode }) {
  return <OverlayContext value={useOverlay(state)}>{children}</OverlayContext>;
}

export function DropdownMenuTrigger(props: TriggerProps) {
  const overlay = useOverlayParts();
  return (
    <OverlayTrigger
      {...props}
      {...openOnPress(overlay, OPENS)}
      overlay={overlay}
      popup="menu"
      onIntent={loadSurface}
    />
  );
}

export function DropdownMenuContent(props: ComponentProps<typeof Radix.Content>) {
  const overlay = useOverlayParts();
  return overlay.isOpen ? <MenuSurface overlay={overlay} {...props} /> : null;
}

export function DropdownMenuItem({ className, ...props }: ComponentProps<typeof Radix.Item>) {
  const { Item } = useMenuParts();
  return <Item className={cn(ITEM, className)} {...props} />;
}

/** An item that is on or off; the menu stays open. */
export function DropdownMenuCheckItem({
  className,
  children,
  ...props
}: ComponentProps<typeof Radix.CheckboxItem>) {
  const { CheckboxItem, ItemIndicator } = useMenuParts();
  return (
    <CheckboxItem
      className={cn(ITEM, 'relative pl-7', className)}
      onSelect={(event) => event.preventDefault()}
      {...props}
    >
      <ItemIndicator className="absolute left-2">
        <Check className="text-accent!" aria-hidden />
      </ItemIndicator>
      {children}
    </CheckboxItem>
  );
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof Radix.Label>) {
  const { Label } = useMenuParts();
  return <Label className={cn('px-2 pt-1.5 pb-1 text-faint text-xs', className)} {...props} />;
}

export function DropdownMenuSeparator() {
  const { Separator } = useMenuParts();
  return <Separator className="-mx-1 my-1 h-px bg-border" />;
}
