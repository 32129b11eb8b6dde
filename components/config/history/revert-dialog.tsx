'use client';

import { useEffect } from 'react';
import { useRevertConfig } from '@/lib/client/config/use-change-config';
import type { ConfigDetail } from '@/lib/protocol/api/config-objects';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Skeleton } from '../../ui/skeleton';
import { YamlDiff } from '../editor/yaml-diff';
import { PushProgress } from '../push/push-progress';

type RevertDialogProps = { detail: ConfigDetail; revision: number; title: string; onClose: () => void };

/** Shows what going back would change, asks once, then watches the agents take it. */
export function RevertDialog({ detail, revision, title, onClose }: RevertDialogProps) {
  const { kind, namespace, name, version } = detail;
  const look = useRevertConfig();
  const revert = useRevertConfig();
  const { mutate } = look;
  useEffect(() => {
    mutate({ kind, namespace, name, revision, dryRun: true });
  }, [mutate, kind, namespace, name, revision]);
  const change = look.data?.objects[0];
  const after = change?.after ?? '';
  const isSame = change?.outcome === 'unchanged' || look.data?.objects.length === 0;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={revert.data === undefined ? title : 'Reverted'}
      className="w-[min(960px,calc(100vw-32px))]"
    >
      {revert.data !== undefined ? (
        <PushProgress answer={revert.data} onDone={onClose} />
      ) : (
        <div className="flex flex-col gap-4">
          {look.data === undefined && look.error === null ? <Skeleton className="h-32" /> : null}
          {look.data === undefined ? null : isSame ? (
            <p className="text-muted">{name} is already what it was then.</p>
          ) : change?.outcome === 'deleted' ? (
            <p className="text-failing">{name} was not there then: reverting deletes it.</p>
          ) : (
            <YamlDiff label="What reverting changes" before={change?.before ?? detail.yaml} after={after} />
          )}
          {[look.error, revert.error].map((error) =>
            error === null ? null : (
              <p key={error.message} role="alert" className="text-failing">
                {error.message}
              </p>
            ),
          )}
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>Keep it as it is</Button>
            <Button
              tone="primary"
              disabled={look.data === undefined || isSame || revert.isPending}
              onClick={() =>
                revert.mutate({
                  ...{ kind, namespace, name, revision, version },
                  reason: title,
                })
              }
            >
              Revert {name}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
