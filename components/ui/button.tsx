'use client';

import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';

const button = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium text-sm transition-colors duration-150 disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      tone: {
        plain: 'border-border-strong bg-surface text-text hover:bg-raised',
        primary: 'border-accent bg-accent text-on-accent hover:brightness-110',
        ghost: 'border-transparent text-muted hover:bg-raised hover:text-text',
        danger: 'border-failing/50 text-failing hover:bg-failing/10',
      },
      size: { sm: 'h-7 px-2 text-xs', md: 'h-8 px-3', lg: 'h-9 px-4' },
    },
    defaultVariants: { tone: 'plain', size: 'md' },
  },
);

type ButtonProps = ComponentProps<'button'> & VariantProps<typeof button> & { asChild?: boolean };

/** A button says what it does: "Shift 25 % to v2", not "Apply". */
export function Button({ className, tone, size, asChild = false, type = 'button', ...props }: ButtonProps) {
  const classes = cn(button({ tone, size }), className);
  if (asChild) return <Slot.Root className={classes} {...props} />;
  return <button type={type} className={classes} {...props} />;
}
