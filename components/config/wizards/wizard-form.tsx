'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useUnsaved } from '@/lib/client/unsaved/use-unsaved';
import { useScopedHref } from '@/lib/client/url/use-scoped-href';
import type { OpenPart } from '@/lib/mesh/config/wizards/propose';
import type { WizardSubject, WizardVariant } from '@/lib/mesh/config/wizards/wizard';
import type { ChangeAnswer } from '@/lib/protocol/api/config-changes';
import type { ConfigDetail } from '@/lib/protocol/api/config-objects';
import { Button } from '../../ui/button';
import { changeHref } from '../save/change-href';
import type { ChangeSet } from '../save/change-set';
import { LateSaveDialog } from '../save/late-save-dialog';
import { FormContext } from './form/form-context';
import { PartCard } from './part-card';
import { useFormContext } from './use-form-context';
import { useWizardParts } from './use-wizard-parts';
import { WizardPreview } from './wizard-preview';

type WizardFormProps = {
  variant: WizardVariant;
  subject: WizardSubject;
  stored: readonly ConfigDetail[];
  objectKey: string | undefined;
};

/** The form of a wizard beside the YAML it asks for. */
export function WizardForm(props: WizardFormProps) {
  const { parts, isTouched, set, toggle, problems, change } = useWizardParts(props);
  const [isTried, setTried] = useState(false);
  const [saving, setSaving] = useState<ChangeSet>();
  const [saved, setSaved] = useState<ChangeAnswer>();
  const router = useRouter();
  const scoped = useScopedHref();
  const context = useFormContext(props.subject, problems, isTried);
  const preview = () => {
    setTried(true);
    if (problems.length === 0) setSaving(change);
  };
  const hasChanges = change.texts.some(({ before, after }) => before !== after);
  useUnsaved(isTouched && hasChanges && saved === undefined);
  return (
    <div className="grid gap-4 min-[1100px]:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <form
        aria-label="What to write"
        className="flex min-w-0 flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          preview();
        }}
      >
        <FormContext.Provider value={context}>
          {parts.map(({ open, isOn }) => (
            <PartCard
              key={open.part.id}
              open={open as OpenPart}
              isOn={isOn}
              onToggle={(next) => toggle(open.part.id, next)}
              onChange={(form) => set(open.part.id, form)}
            />
          ))}
        </FormContext.Provider>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" tone="primary" disabled={!hasChanges}>
            Preview the change
          </Button>
          <span role="status" className="text-xs">
            {isTried && problems.length > 0 ? (
              <span className="text-failing">
                {problems[0]?.message}
                {problems.length > 1 ? ` and ${problems.length - 1} more` : ''}
              </span>
            ) : hasChanges ? null : (
              <span className="text-faint">No changes yet.</span>
            )}
          </span>
        </div>
      </form>
      <WizardPreview change={change} />
      {saving === undefined ? null : (
        <LateSaveDialog
          key={JSON.stringify(saving.expected)}
          change={saving}
          onClose={() => {
            setSaving(undefined);
            if (saved !== undefined) router.push(scoped(changeHref(saved)));
          }}
          onSaved={setSaved}
          onMerged={setSaving}
        />
      )}
    </div>
  );
}
