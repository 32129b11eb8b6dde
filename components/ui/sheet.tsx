'use client';

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';

type SheetProps = {
  title: string;
  side?: 'left' | 'right';
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
  className?: string;
};

/** A panel over the page's edge, for narrow screens. */
export function Sheet({ title, side = 'right', open, onOpenChange, children, className }: SheetProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade-in bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className={cn(
            'fixed inset-y-0 z-50 flex w-[min(400px,calc(100vw-40px))] animate-slide-in flex-col bg-surface shadow-overlay outline-none',
            side === 'right'
              ? 'right-0 border-border-strong border-l'
              : 'left-0 border-border-strong border-r',
            className,
          )}
        >
          <header className="flex h-12 shrink-0 items-center justify-between border-border border-b px-4">
            <Radix.Title className="font-medium text-md">{title}</Radix.Title>
            <Radix.Close
              aria-label="Close"
              className="grid size-8 place-items-center rounded-md text-muted hover:bg-raised hover:text-text"
            >
              <X className="size-4" aria-hidden />
            </Radix.Close>
          </header>
          <div className="min-h-0 grow overflow-auto">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
