import { Card } from '../ui/card';
import { Skeleton } from '../ui/skeleton';

/** The overview's shape before its numbers. */
export function OverviewSkeleton() {
  return (
    <div role="status" aria-label="Loading the overview" className="flex flex-col gap-4">
      <Card className="flex flex-wrap gap-8 p-4">
        {['rate', 'errors', 'mtls', 'workloads', 'agents'].map((name) => (
          <div key={name} className="flex w-20 flex-col gap-2">
            <Skeleton className="h-3 w-14" />
            <Skeleton className="h-6 w-20" />
          </div>
        ))}
      </Card>
      <div className="grid gap-4 [grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr))]">
        {['a', 'b', 'c'].map((name) => (
          <Card key={name} className="flex h-56 flex-col gap-4 p-4">
            <Skeleton className="h-4 w-1/2" />
            <Skeleton className="h-6 w-full" />
            <Skeleton className="h-12 w-full" />
            <Skeleton className="h-4 w-2/3" />
          </Card>
        ))}
      </div>
    </div>
  );
}
