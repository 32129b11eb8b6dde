import { Skeleton } from '../../ui/skeleton';

const ROWS = Array.from({ length: 10 }, (_, index) => index);

/** A table's shape before its rows. */
export function ListSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label}>
      <div className="flex h-11 items-center gap-2 border-border border-b px-3">
        <Skeleton className="h-6 w-64" />
        <Skeleton className="h-6 w-28" />
      </div>
      {ROWS.map((row) => (
        <div key={row} className="flex h-8 items-center gap-8 border-border/60 border-b px-3">
          <Skeleton className="h-3.5 w-40" />
          <Skeleton className="h-3.5 w-32" />
          <Skeleton className="h-3.5 w-24" />
          <Skeleton className="ml-auto h-3.5 w-16" />
          <Skeleton className="h-3.5 w-24" />
        </div>
      ))}
    </div>
  );
}
