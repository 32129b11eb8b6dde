'use client';

import { formatRelative } from '@/lib/client/format/format-age';
import { formatAbsolute } from '@/lib/client/format/format-time';
import { useNow } from '@/lib/client/time/use-now';
import { cn } from './cn';

/** How long ago; the instant with its zone on hover. */
export function TimeAgo({ timeMs, className }: { timeMs: number; className?: string }) {
  const nowMs = useNow();
  return (
    <time
      dateTime={new Date(timeMs).toISOString()}
      title={formatAbsolute(timeMs)}
      className={cn('num whitespace-nowrap', className)}
    >
      {nowMs === undefined ? '' : formatRelative(timeMs, nowMs)}
    </time>
  );
}
