'use client';

import { useMemo } from 'react';
import { applyEdits } from '@/lib/mesh/config/edit-yaml';
import type { Fix } from '@/lib/mesh/rules/finding';
import type { ConfigFinding } from '@/lib/protocol/api/config';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { YamlDiff } from '../editor/yaml-diff';

type FixDialogProps = {
  text: string;
  finding: ConfigFinding;
  /** The one that was chosen of those the finding has. */
  fix: Fix;
  onApply: (text: string) => void;
  onClose: () => void;
};

/** What a fix would change, before it changes anything. */
export function FixDialog({ text, finding, fix, onApply, onClose }: FixDialogProps) {
  const { resource } = finding;
  const edited = useMemo(() => applyEdits(text, resource, fix.edits), [text, resource, fix]);
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={fix.title}
      description={finding.message}
      className="w-[min(960px,calc(100vw-32px))]"
    >
      <div className="flex flex-col gap-4">
        {'problem' in edited ? (
          <p className="text-failing">{edited.problem}</p>
        ) : (
          <YamlDiff label="What the fix changes" before={text} after={edited.text} />
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Keep as it is</Button>
          <Button
            tone="primary"
            disabled={'problem' in edited}
            onClick={() => {
              if ('text' in edited) onApply(edited.text);
            }}
          >
            Apply to the editor
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
