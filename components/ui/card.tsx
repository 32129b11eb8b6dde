import type { ComponentProps } from 'react';
import { cn } from './cn';

/** A surface with a hairline. */
export function Card({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('min-w-0 rounded-lg border border-border bg-surface', className)} {...props} />;
}
