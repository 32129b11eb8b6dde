'use client';

import { RotateCw, TriangleAlert } from 'lucide-react';
import { Button } from './button';
import { cn } from './cn';

type ErrorStateProps = {
  title: string;
  message: string;
  onRetry?: (() => void) | undefined;
  className?: string;
};

/** What failed, to what, and the way out. */
export function ErrorState({ title, message, onRetry, className }: ErrorStateProps) {
  return (
    <div role="alert" className={cn('grid place-items-center px-6 py-10 text-center', className)}>
      <div className="flex max-w-lg flex-col items-center gap-2">
        <TriangleAlert className="size-5 text-failing" aria-hidden />
        <p className="font-medium text-text">{title}</p>
        <p className="text-balance break-words text-muted">{message}</p>
        {onRetry === undefined ? null : (
          <Button size="sm" className="mt-2" onClick={onRetry}>
            <RotateCw aria-hidden />
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}
