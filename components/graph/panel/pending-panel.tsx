import { SidePanel } from '../../ui/side-panel';
import { Skeleton } from '../../ui/skeleton';

/** The place of a side panel whose code is still on its way. */
export function PendingPanel({ label }: { label: string }) {
  return (
    <SidePanel label={label} title={<Skeleton className="h-5 w-40" />}>
      <div role="status" aria-label="Loading" className="flex flex-col gap-3 p-4">
        <Skeleton className="h-4 w-3/4" />
        <Skeleton className="h-4 w-1/2" />
        <Skeleton className="h-24 w-full" />
      </div>
    </SidePanel>
  );
}
