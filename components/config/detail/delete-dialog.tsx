'use client';

import { useRouter } from 'next/navigation';
import { configHref } from '@/lib/client/config/config-href';
import { useDeleteConfig, useRevertConfig } from '@/lib/client/config/use-change-config';
import { useScopedHref } from '@/lib/client/url/use-scoped-href';
import type { ConfigDetail } from '@/lib/protocol/api/config-objects';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { notify } from '../../ui/notify';
import { kindLabel } from '../kind-label';

type DeleteDialogProps = { detail: ConfigDetail; onClose: () => void; onGone: () => void };

/** Says what else names the object, asks once, and offers the way back. */
export function DeleteDialog({ detail, onClose, onGone }: DeleteDialogProps) {
  const { kind, namespace, name, version, usedBy } = detail;
  const router = useRouter();
  const scoped = useScopedHref();
  const remove = useDeleteConfig();
  const revert = useRevertConfig();
  const bringBack = async (revision: number) => {
    try {
      await revert.mutateAsync({ kind, namespace, name, revision, reason: 'Undoes the deletion' });
      notify({ title: `${name} is back`, tone: 'success' });
      router.push(scoped(configHref(detail)));
    } catch (error) {
      notify({ title: `Cannot bring ${name} back`, detail: (error as Error).message, tone: 'error' });
    }
  };
  const confirm = async () => {
    const answer = await remove.mutateAsync({ of: detail, version }).catch(() => undefined);
    if (answer === undefined) return;
    onGone();
    notify({
      title: `${kindLabel(kind)} ${name} was deleted`,
      tone: 'success',
      action: { label: 'Undo', run: () => void bringBack(answer.revision - 1) },
    });
    router.push(scoped('/config'));
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Delete ${kindLabel(kind)} ${name}`}
      description="Agents stop applying it at once. Its history stays, and it can be restored."
    >
      <div className="flex flex-col gap-4">
        {usedBy.length === 0 ? (
          <p className="text-muted">Nothing else refers to it.</p>
        ) : (
          <div>
            <p>These refer to it and would be left dangling:</p>
            <ul className="list-disc pt-1 pl-5 text-muted">
              {usedBy.map((user) => (
                <li key={`${user.kind} ${user.namespace}/${user.name} ${user.path}`}>
                  {kindLabel(user.kind)} {user.namespace}/{user.name} at{' '}
                  <code className="font-mono text-xs">{user.path}</code>
                </li>
              ))}
            </ul>
          </div>
        )}
        {remove.error === null ? null : (
          <p role="alert" className="text-failing">
            {remove.error.message}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Keep it</Button>
          <Button tone="danger" disabled={remove.isPending} onClick={() => void confirm()}>
            Delete {name}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
