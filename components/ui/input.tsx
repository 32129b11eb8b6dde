import type { ComponentProps } from 'react';
import { cn } from './cn';

/** One line of text. Give it a label: a <label>, or aria-label. */
export function Input({ className, type = 'text', ...props }: ComponentProps<'input'>) {
  return (
    <input
      type={type}
      className={cn(
        'h-8 w-full min-w-0 rounded-md border border-border-strong bg-surface px-2.5 text-sm text-text transition-colors duration-150 placeholder:text-faint hover:border-faint focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 disabled:opacity-50 aria-invalid:border-failing',
        className,
      )}
      {...props}
    />
  );
}
