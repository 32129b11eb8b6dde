import type { ReactNode } from 'react';
import { cn } from './cn';

/** A page that scrolls, with the usual margins. Full-bleed pages (the graph) do without. */
export function Page({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cn('flex min-h-full flex-col gap-4 p-4 lg:px-6', className)}>{children}</div>;
}
