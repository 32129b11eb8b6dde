'use client';

import { useEffect, useRef, useState } from 'react';
import type { ValidationState } from '@/lib/client/config/use-config-validation';
import { useHotkey } from '@/lib/client/keyboard/use-hotkey';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { Kbd } from '../../ui/kbd';
import { SignedAs } from '../../ui/signed-as';
import { Tabs } from '../../ui/tabs';
import type { ChangeSet } from './change-set';
import { PREVIEW_SECTIONS } from './preview-sections';

type PreviewViewProps = {
  change: ChangeSet;
  judged: ValidationState;
  isSaving: boolean;
  error: Error | null;
  onCancel: () => void;
  onSave: (reason: string) => void;
  /** For changes that nobody typed: what the buttons say, and the reason to begin with. */
  words?: { save: string; saving: string; cancel: string; reason: string };
};

const TYPED = { save: 'Save', saving: 'Saving', cancel: 'Keep editing', reason: '' };

/** What would change and what is known of it, the reason, and the button. */
export function PreviewView({
  change,
  judged,
  isSaving,
  error,
  onCancel,
  onSave,
  words = TYPED,
}: PreviewViewProps) {
  const [section, setSection] = useState(PREVIEW_SECTIONS[0].id);
  const [reason, setReason] = useState(words.reason);
  const toReason = useRef<HTMLInputElement>(null);
  // Whoever pressed a key to get here goes on by keys: the first place would be the button that throws all away.
  useEffect(() => toReason.current?.focus(), []);
  const { validation } = judged;
  const errors = validation?.findings.filter(({ severity }) => severity === 'error').length ?? 0;
  const isUnreadable = (validation?.problems.length ?? 0) > 0;
  const canSave = !isSaving && !isUnreadable && !judged.isPending && hasChanges(change);
  const save = () => {
    if (canSave) onSave(reason.trim());
  };
  useHotkey('ctrl+s', 'Save the change', save, { whileTyping: true });
  useHotkey('ctrl+enter', 'Save the change', save, { whileTyping: true });
  const shown = PREVIEW_SECTIONS.find(({ id }) => id === section) ?? PREVIEW_SECTIONS[0];
  return (
    <div className="flex flex-col gap-4">
      <Tabs
        label="What is known of the change"
        value={section}
        tabs={PREVIEW_SECTIONS.map(({ id, label, count }) => {
          const number = count?.(change, judged);
          return { value: id, label, ...(number === undefined ? {} : { count: number }) };
        })}
        onChange={setSection}
      >
        <shown.View change={change} judged={judged} />
      </Tabs>
      {isUnreadable ? (
        <p className="text-failing text-xs">
          The YAML cannot be read: see Findings. Nothing can be saved yet.
        </p>
      ) : null}
      {error === null ? null : (
        <p role="alert" className="text-failing">
          {error.message}
        </p>
      )}
      <form
        className="flex flex-wrap items-end gap-3 border-border border-t pt-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className="min-w-60 grow">
          <Field
            label="Reason"
            hint={
              <>
                Recorded in the history
                <SignedAs />. <Kbd keys="ctrl+Enter" /> saves.
              </>
            }
          >
            {(ids) => (
              <Input
                {...ids}
                ref={toReason}
                value={reason}
                maxLength={500}
                placeholder="Why is this changed?"
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        </div>
        <div className="flex gap-2 pb-4">
          <Button onClick={onCancel}>{words.cancel}</Button>
          <Button type="submit" tone="primary" disabled={!canSave}>
            {isSaving ? words.saving : saveWords(words.save, change, errors)}
          </Button>
        </div>
      </form>
    </div>
  );
}

function hasChanges({ texts, remove = [] }: ChangeSet): boolean {
  return remove.length > 0 || texts.some(({ before, after }) => before !== after);
}

function saveWords(save: string, { texts }: ChangeSet, errors: number): string {
  const what = texts.length > 1 ? `${save} ${texts.length} objects` : save;
  return errors === 0 ? what : `${what} with ${errors} ${errors === 1 ? 'error' : 'errors'}`;
}
