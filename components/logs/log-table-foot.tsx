'use client';

import { Button } from '@/components/ui/button';

type LogTableFootProps = { count: number; hasOlder: boolean; isLoading: boolean; onOlder: () => void };

/** The way into the past. */
export function LogTableFoot({ count, hasOlder, isLoading, onOlder }: LogTableFootProps) {
  return (
    <div className="flex min-h-10 shrink-0 items-center justify-center gap-3 border-border border-t px-3 text-muted text-xs">
      <span className="num">
        {count.toLocaleString('en-US')} {count === 1 ? 'line' : 'lines'}
        {hasOlder ? '' : ', all there are'}
      </span>
      {hasOlder ? (
        <Button size="sm" onClick={onOlder} disabled={isLoading}>
          {isLoading ? 'Loading older lines' : 'Load older lines'}
        </Button>
      ) : null}
    </div>
  );
}
