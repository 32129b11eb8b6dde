'use client';

import { Button } from '@/components/ui/button';

export type LogTableFootProps = {
  count: number;
  older: { isThere: boolean; isLoading: boolean; isStopped: boolean; load: () => void };
};

/** The way into the past. */
export function LogTableFoot({ count, older }: LogTableFootProps) {
  const { isThere, isLoading, isStopped, load } = older;
  return (
    <div className="flex min-h-10 shrink-0 items-center justify-center gap-3 border-border border-t px-3 text-muted text-xs">
      <span className="num">
        {count.toLocaleString('en-US')} {count === 1 ? 'line' : 'lines'}
        {isThere || isLoading ? '' : ', all there are'}
      </span>
      {isThere && !isLoading ? (
        <Button size="sm" onClick={load}>
          {isStopped ? 'Search on' : 'Load older lines'}
        </Button>
      ) : null}
    </div>
  );
}
