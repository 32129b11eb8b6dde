'use client';

import { useState } from 'react';
import { useImportConfig } from '@/lib/client/config/use-change-config';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { PushProgress } from '../push/push-progress';
import { describeExcess, type ImportFile } from './import-file';
import { ImportOutcome } from './import-outcome';
import { ImportSource } from './import-source';

/** YAML from a paste or from files: judged first, stored as one revision after a look. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const [files, setFiles] = useState<readonly ImportFile[]>([]);
  const [refusal, setRefusal] = useState<string>();
  const look = useImportConfig();
  const store = useImportConfig();
  const judge = (next: readonly ImportFile[]) => {
    setFiles(next);
    const excess = describeExcess(next);
    setRefusal(excess);
    if (excess !== undefined) return;
    look.mutate({ files: [...next], dryRun: true, skipProblems: true });
  };
  const outcome = look.data;
  const changed = outcome?.objects.filter(({ outcome: is }) => is === 'created' || is === 'updated') ?? [];
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={store.data === undefined ? 'Import YAML' : 'Imported'}
      description="YAML files, a folder of them, or the output of kubectl get -o yaml. Nothing is stored before you have seen the findings."
      className="top-[6vh] max-h-[88vh] w-[min(880px,calc(100vw-32px))]"
    >
      {store.data !== undefined ? (
        <PushProgress answer={store.data} onDone={onClose} />
      ) : outcome === undefined ? (
        <ImportSource isBusy={look.isPending} error={refusal ?? look.error?.message} onFiles={judge} />
      ) : (
        <div className="flex flex-col gap-4">
          <ImportOutcome answer={outcome} />
          {store.error === null ? null : (
            <p role="alert" className="text-failing">
              {store.error.message}
            </p>
          )}
          <div className="flex justify-end gap-2 border-border border-t pt-4">
            <Button onClick={() => look.reset()}>Choose other YAML</Button>
            <Button
              tone="primary"
              disabled={changed.length === 0 || store.isPending}
              onClick={() =>
                store.mutate({
                  files: [...files],
                  skipProblems: outcome.problems.length > 0,
                  reason: `Imported from ${files.map(({ name }) => name).join(', ')}`.slice(0, 500),
                })
              }
            >
              {changed.length === 0
                ? 'Nothing to import'
                : `Import ${changed.length} ${changed.length === 1 ? 'object' : 'objects'}`}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
