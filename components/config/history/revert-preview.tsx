'use client';

import { useConfigValidation } from '@/lib/client/config/use-config-validation';
import { type ChangeSet, changeText } from '../save/change-set';
import { PreviewView } from '../save/preview-view';

type RevertPreviewProps = {
  change: ChangeSet;
  name: string;
  /** Kept in the history unless the reader says more. */
  reason: string;
  isReverting: boolean;
  error: Error | null;
  onCancel: () => void;
  onRevert: (reason: string) => void;
};

/** Going back is a change like any other: with its findings, the recorded requests and a reason. */
export function RevertPreview({
  change,
  name,
  reason,
  isReverting,
  error,
  onCancel,
  onRevert,
}: RevertPreviewProps) {
  const judged = useConfigValidation(changeText(change), change.namespace);
  return (
    <PreviewView
      change={change}
      judged={judged}
      isSaving={isReverting}
      error={error}
      onCancel={onCancel}
      onSave={(given) => onRevert(given === '' ? reason : given)}
      words={{ save: `Revert ${name}`, saving: 'Reverting', cancel: 'Cancel', reason }}
    />
  );
}
