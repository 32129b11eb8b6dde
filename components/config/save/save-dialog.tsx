'use client';

import { useState } from 'react';
import { useApplyConfig } from '@/lib/client/config/use-change-config';
import { useConfigValidation } from '@/lib/client/config/use-config-validation';
import { ClientError } from '@/lib/client/http/client-error';
import {
  type ChangeAnswer,
  type ConflictDetails,
  conflictDetailsSchema,
} from '@/lib/protocol/api/config-changes';
import { Dialog } from '../../ui/dialog';
import { PushProgress } from '../push/push-progress';
import { type ChangeSet, changeText } from './change-set';
import { ConflictView } from './conflict-view';
import { PreviewView } from './preview-view';

type SaveDialogProps = {
  change: ChangeSet;
  onClose: () => void;
  onSaved?: (answer: ChangeAnswer) => void;
  /** After a conflict: the merged texts, based on what is stored now. */
  onMerged: (change: ChangeSet) => void;
};

/** Preview, save, conflict and the agents' answers: where every editor and every wizard ends. */
export function SaveDialog({ change, onClose, onSaved, onMerged }: SaveDialogProps) {
  const yaml = changeText(change);
  const judged = useConfigValidation(yaml, change.namespace);
  const apply = useApplyConfig();
  const [conflict, setConflict] = useState<ConflictDetails>();
  const save = (reason: string) =>
    apply.mutate(
      {
        yaml,
        reason,
        namespace: change.namespace === '' ? 'default' : change.namespace,
        expected: change.expected,
        remove: [...(change.remove ?? [])],
      },
      { onSuccess: (answer) => onSaved?.(answer), onError: (error) => setConflict(conflictOf(error)) },
    );
  const title =
    apply.data !== undefined ? 'Saved' : conflict !== undefined ? 'Changed meanwhile' : 'Preview the change';
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={title}
      description={describe(change)}
      className="top-[5vh] max-h-[90vh] w-[min(1120px,calc(100vw-32px))]"
    >
      {apply.data !== undefined ? (
        <PushProgress answer={apply.data} onDone={onClose} />
      ) : conflict !== undefined ? (
        <ConflictView
          conflict={conflict}
          onBack={onClose}
          onMerged={(texts) => {
            setConflict(undefined);
            onMerged(mergedChange(change, conflict, texts));
          }}
        />
      ) : (
        <PreviewView
          change={change}
          judged={judged}
          isSaving={apply.isPending}
          error={apply.error}
          onCancel={onClose}
          onSave={save}
        />
      )}
    </Dialog>
  );
}

function describe({ texts, remove = [] }: ChangeSet): string {
  const names = [...texts.map(({ label }) => label), ...remove.map(({ kind, name }) => `${kind} ${name}`)];
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}

function conflictOf(error: Error): ConflictDetails | undefined {
  if (!(error instanceof ClientError) || error.code !== 'conflict') return undefined;
  return conflictDetailsSchema.safeParse(error.details).data;
}

/** The same change on top of what is stored now. */
function mergedChange(
  change: ChangeSet,
  { conflicts }: ConflictDetails,
  texts: Readonly<Record<string, string>>,
): ChangeSet {
  const expected = { ...change.expected };
  for (const { key, version } of conflicts) expected[key] = version;
  return {
    ...change,
    expected,
    texts: change.texts.map((text) => {
      const stale = conflicts.find(({ yours }) => yours !== null && yours.trim() === text.after.trim());
      const merged = stale === undefined ? undefined : texts[stale.key];
      return merged === undefined || stale === undefined
        ? text
        : { ...text, before: stale.theirs ?? '', after: merged };
    }),
  };
}
