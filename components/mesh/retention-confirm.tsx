'use client';

import { TriangleAlert } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useNow } from '@/lib/client/time/use-now';
import type { ConsoleState, Retention } from '@/lib/protocol/api/console';
import { retentionChanges } from './model/retention-change';

type RetentionConfirmProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  before: Retention;
  after: Retention;
  storage: ConsoleState['storage'];
  isSaving: boolean;
  error: Error | null;
  onConfirm: () => void;
};

/** Exactly what will change and what is lost by it, asked once. */
export function RetentionConfirm(props: RetentionConfirmProps) {
  const { open, onOpenChange, before, after, storage, isSaving, error, onConfirm } = props;
  const nowMs = useNow() ?? 0;
  const changes = retentionChanges(before, after, storage, nowMs);
  const loses = changes.some(({ isShorter, effect }) => isShorter && effect.startsWith('The oldest'));
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Change how long data is kept"
      description={
        loses ? 'Data that is dropped cannot be brought back.' : 'Nothing that is stored is lost by this.'
      }
    >
      <ul className="flex flex-col gap-3">
        {changes.map(({ field, label, before: old, after: next, isShorter, effect }) => (
          <li key={field} className="flex gap-2">
            <TriangleAlert
              aria-hidden
              className={`mt-0.5 size-4 shrink-0 ${isShorter && effect.startsWith('The oldest') ? 'text-degraded' : 'invisible'}`}
            />
            <div>
              <p>
                {label}: <span className="num text-muted line-through">{old}</span>{' '}
                <span className="num font-medium">{next}</span>
              </p>
              <p className="text-muted">{effect}</p>
            </div>
          </li>
        ))}
      </ul>
      {error === null ? null : (
        <p role="alert" className="mt-3 text-failing">
          {error.message}
        </p>
      )}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={() => onOpenChange(false)}>Keep as it is</Button>
        <Button tone={loses ? 'danger' : 'primary'} disabled={isSaving} onClick={onConfirm}>
          {loses ? 'Save and drop old data' : 'Save retention'}
        </Button>
      </div>
    </Dialog>
  );
}
