'use client';

import { useEffect } from 'react';
import { useRestoreConfig } from '@/lib/client/config/use-change-config';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Skeleton } from '../../ui/skeleton';
import { PushProgress } from '../push/push-progress';

type RestoreDialogProps = { revision: number; newest: number | undefined; onClose: () => void };

/** Names every object that would change, asks once, and refuses when somebody changed the mesh meanwhile. */
export function RestoreDialog({ revision, newest, onClose }: RestoreDialogProps) {
  const look = useRestoreConfig();
  const restore = useRestoreConfig();
  const { mutate } = look;
  useEffect(() => {
    mutate({ revision, dryRun: true });
  }, [mutate, revision]);
  const changed = (look.data?.objects ?? []).filter(({ outcome }) => outcome !== 'unchanged');
  const error = look.error ?? restore.error;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={restore.data === undefined ? `Restore the mesh to revision ${revision}` : 'Restored'}
      description="The configuration of every namespace becomes what it was then. It is a revision of its own, and can be undone."
      className="w-[min(720px,calc(100vw-32px))]"
    >
      {restore.data !== undefined ? (
        <PushProgress answer={restore.data} onDone={onClose} />
      ) : (
        <div className="flex flex-col gap-4">
          {look.data === undefined && error === null ? <Skeleton className="h-24" /> : null}
          {look.data === undefined ? null : changed.length === 0 ? (
            <p className="text-muted">Nothing has changed since then.</p>
          ) : (
            <ul className="max-h-72 divide-y divide-border/60 overflow-auto rounded-md border border-border">
              {changed.map(({ key, kind, namespace, name, outcome }) => (
                <li key={key} className="flex min-h-8 items-center gap-2 px-3">
                  <span className="text-muted">{kind}</span>
                  <span className="min-w-0 truncate">{namespace === '' ? name : `${namespace}/${name}`}</span>
                  <Badge tone={outcome === 'deleted' ? 'failing' : 'info'} className="ml-auto">
                    {outcome}
                  </Badge>
                </li>
              ))}
            </ul>
          )}
          {error === null ? null : (
            <p role="alert" className="text-failing">
              {error.message}
            </p>
          )}
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>Cancel</Button>
            <Button
              tone="primary"
              disabled={changed.length === 0 || restore.isPending}
              onClick={() =>
                restore.mutate({
                  revision,
                  reason: `Restores revision ${revision}`,
                  ...(newest === undefined ? {} : { expectedRevision: newest }),
                })
              }
            >
              {`Change ${changed.length} ${changed.length === 1 ? 'object' : 'objects'}`}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
