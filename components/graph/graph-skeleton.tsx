import { Skeleton } from '../ui/skeleton';

const COLUMNS = [1, 2, 4, 3, 2];

/** The place of a graph that is still loading. */
export function GraphSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading the graph"
      className="flex h-full items-center justify-evenly px-12 opacity-60"
    >
      {COLUMNS.map((count, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed picture
        <div key={column} className="flex flex-col gap-12">
          {Array.from({ length: count }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed picture
            <div key={row} className="flex flex-col items-center gap-2">
              <Skeleton className="size-10 rounded-full" />
              <Skeleton className="h-3 w-20" />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
