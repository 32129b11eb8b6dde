'use client';

import { Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useSaveTolerances } from '@/lib/client/overrides/use-tolerances';
import type { HealthSubject } from '@/lib/mesh/health/health-rate';
import { MOST_TOLERANCES } from '@/lib/mesh/health/object-tolerances';
import type { Tolerance } from '@/lib/mesh/health/tolerance';
import type { TolerancesAnswer } from '@/lib/protocol/api/overrides';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { notify } from '../../ui/notify';
import { OverrideFooter } from '../../ui/override-footer';
import { readDrafts, type ToleranceDraft, toDraft } from './tolerance-draft';
import { ToleranceRow } from './tolerance-row';

type TolerancesDialogProps = { subject: HealthSubject; answer: TolerancesAnswer; onClose: () => void };

const NEW: Tolerance = { code: '5XX', protocol: 'http', direction: '.*', degraded: 1, failure: 10 };

/** Edits by what one object is judged; nothing else is judged otherwise. */
export function TolerancesDialog({ subject, answer, onClose }: TolerancesDialogProps) {
  const [drafts, setDrafts] = useState(() => answer.tolerances.map((one) => toDraft(one)));
  const save = useSaveTolerances();
  const { tolerances, problems } = readDrafts(drafts);
  const send = (next: readonly Tolerance[]) =>
    save.mutate(
      { ...subject, tolerances: next },
      {
        onSuccess: () => {
          notify({
            title: next.length === 0 ? 'Judged by the defaults again' : 'Judged by what you set, everywhere',
            tone: 'success',
            action: { label: 'Undo', run: () => save.mutate({ ...subject, tolerances: answer.byHand }) },
          });
          onClose();
        },
      },
    );
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (tolerances !== undefined) send(tolerances);
  };
  const change = (draft: ToleranceDraft) =>
    setDrafts(drafts.map((one) => (one.key === draft.key ? draft : one)));
  return (
    <Dialog
      title={`What is tolerated of ${subject.name}`}
      description="Replaces the defaults for this one object, in the graph, lists, overview and history alike."
      open
      onOpenChange={onClose}
      className="w-[min(760px,calc(100vw-32px))]"
    >
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <div className="flex flex-col gap-3">
          {drafts.map((draft) => (
            <ToleranceRow
              key={draft.key}
              draft={draft}
              problem={problems.get(draft.key)}
              onChange={change}
              onRemove={() => setDrafts(drafts.filter((one) => one.key !== draft.key))}
            />
          ))}
          {drafts.length === 0 ? (
            <p className="text-muted text-sm">Add a tolerance, or go back to the defaults.</p>
          ) : null}
        </div>
        <div>
          <Button
            size="sm"
            disabled={drafts.length >= MOST_TOLERANCES}
            onClick={() => setDrafts([...drafts, toDraft(NEW)])}
          >
            <Plus aria-hidden />
            Add a tolerance
          </Button>
        </div>
        <OverrideFooter
          error={save.error}
          isPending={save.isPending}
          onReset={answer.byHand.length === 0 ? null : () => send([])}
          onCancel={onClose}
          submitLabel="Judge by these"
          canSubmit={tolerances !== undefined && tolerances.length > 0}
        />
      </form>
    </Dialog>
  );
}
