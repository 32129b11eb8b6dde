'use client';

import { useAcknowledgements } from '@/lib/client/config/use-acknowledgements';
import { Dialog } from '../../ui/dialog';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { Skeleton } from '../../ui/skeleton';
import { AcknowledgedList } from '../findings/acknowledged-list';

const NOTES = {
  standing: undefined,
  expired: 'expired: it counts again',
  solved: 'solved: there is no such finding any more',
} as const;

/** Every finding of the mesh that somebody let stand. */
export function AcknowledgedDialog({ onClose }: { onClose: () => void }) {
  const { data, error, refetch } = useAcknowledgements();
  const entries = data?.acknowledgements.map((one) => ({ ...one, note: NOTES[one.state] }));
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Acknowledged findings"
      description="They are known, and count for nothing until they expire or what they are about changes."
      className="w-[min(760px,calc(100vw-32px))]"
    >
      {entries === undefined ? (
        error === null ? (
          <Skeleton className="h-24" />
        ) : (
          <ErrorState
            title="Cannot load the acknowledgements"
            message={error.message}
            onRetry={() => void refetch()}
          />
        )
      ) : entries.length === 0 ? (
        <EmptyState title="Nothing is acknowledged">
          A finding that may stand for a while can be acknowledged on the page of its object, beside the YAML.
        </EmptyState>
      ) : (
        <AcknowledgedList entries={entries} />
      )}
    </Dialog>
  );
}
