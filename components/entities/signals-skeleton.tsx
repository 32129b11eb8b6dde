import { Card } from '../ui/card';
import { Skeleton } from '../ui/skeleton';

/** The golden signals' shape before their numbers. */
export function SignalsSkeleton() {
  return (
    <div role="status" aria-label="Loading golden signals" className="flex flex-col gap-3">
      <Card className="h-[74px] p-4">
        <Skeleton className="h-8 w-2/3" />
      </Card>
      <div className="grid gap-3 lg:grid-cols-2">
        {['traffic', 'errors', 'latency', 'heat'].map((name) => (
          <Card key={name} className="flex h-[234px] flex-col gap-3 p-3">
            <Skeleton className="h-4 w-24" />
            <Skeleton className="w-full grow" />
          </Card>
        ))}
      </div>
    </div>
  );
}
