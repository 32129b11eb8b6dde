'use client';

import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { Tooltip } from './tooltip';

type IconButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  icon: LucideIcon;
  label: string;
  keys?: string;
  pressed?: boolean;
};

/** A button that is only an icon; its label is the accessible name and the tooltip. */
export function IconButton({ icon: Icon, label, keys, pressed, className, ...props }: IconButtonProps) {
  return (
    <Tooltip content={label} {...(keys === undefined ? {} : { keys })}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        className={cn(
          'inline-grid size-8 shrink-0 place-items-center rounded-md text-muted transition-colors duration-150 hover:bg-raised hover:text-text disabled:opacity-50 aria-pressed:bg-accent/15 aria-pressed:text-accent data-[state=open]:bg-raised data-[state=open]:text-text',
          className,
        )}
        {...props}
      >
        <Icon className="size-4" aria-hidden />
      </button>
    </Tooltip>
  );
}
