'use client';

import { useEffect } from 'react';
import { useRevertConfig } from '@/lib/client/config/use-change-config';
import type { ConfigDetail } from '@/lib/protocol/api/config-objects';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Skeleton } from '../../ui/skeleton';
import { kindLabel } from '../kind-label';
import { PushProgress } from '../push/push-progress';
import { RevertPreview } from './revert-preview';

type RevertDialogProps = { detail: ConfigDetail; revision: number; title: string; onClose: () => void };

/** Shows what going back would change and do, asks once, then watches the agents take it. */
export function RevertDialog({ detail, revision, title, onClose }: RevertDialogProps) {
  const { kind, namespace, name, version } = detail;
  const look = useRevertConfig();
  const revert = useRevertConfig();
  const { mutate } = look;
  useEffect(() => {
    mutate({ kind, namespace, name, revision, dryRun: true });
  }, [mutate, kind, namespace, name, revision]);
  const change = look.data?.objects[0];
  const isText = change?.outcome === 'updated' || change?.outcome === 'created';
  const send = (reason: string) => revert.mutate({ ...{ kind, namespace, name, revision, version }, reason });
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={revert.data === undefined ? title : 'Reverted'}
      className="top-[5vh] max-h-[90vh] w-[min(1120px,calc(100vw-32px))]"
    >
      {revert.data !== undefined ? (
        <PushProgress answer={revert.data} onDone={onClose} />
      ) : isText ? (
        <RevertPreview
          change={{
            ...{ namespace, expected: {} },
            texts: [
              {
                label: `${kindLabel(kind)} ${namespace}/${name}`,
                before: change.before ?? detail.yaml,
                after: change.after ?? '',
              },
            ],
          }}
          name={name}
          reason={title}
          isReverting={revert.isPending}
          error={revert.error}
          onCancel={onClose}
          onRevert={send}
        />
      ) : (
        <RevertQuestion
          name={name}
          deletes={look.data === undefined ? undefined : change?.outcome === 'deleted'}
          error={look.error ?? revert.error}
          isReverting={revert.isPending}
          onCancel={onClose}
          onRevert={() => send(title)}
        />
      )}
    </Dialog>
  );
}

type RevertQuestionProps = {
  name: string;
  /** Undefined while nobody knows. */
  deletes: boolean | undefined;
  error: Error | null;
  isReverting: boolean;
  onCancel: () => void;
  onRevert: () => void;
};

/** Where there is no text to go back to: nothing to do, or to delete. */
function RevertQuestion({ name, deletes, error, isReverting, onCancel, onRevert }: RevertQuestionProps) {
  return (
    <div className="flex flex-col gap-4">
      {deletes === undefined && error === null ? <Skeleton className="h-32" /> : null}
      {deletes === false ? <p className="text-muted">{name} is already what it was then.</p> : null}
      {deletes ? <p className="text-failing">{name} was not there then: reverting deletes it.</p> : null}
      {error === null ? null : (
        <p role="alert" className="text-failing">
          {error.message}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button tone="primary" disabled={!deletes || isReverting} onClick={onRevert}>
          Revert {name}
        </Button>
      </div>
    </div>
  );
}
