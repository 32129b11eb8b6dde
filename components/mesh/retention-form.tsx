'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { notify } from '@/components/ui/notify';
import { useSaveRetention } from '@/lib/client/mesh/use-retention';
import type { ConsoleState, Retention } from '@/lib/protocol/api/console';
import { parseDraft, RETENTION_INPUTS, type RetentionDraft, toDraft } from './model/retention-form';
import { RetentionConfirm } from './retention-confirm';

type RetentionFormProps = { retention: Retention; storage: ConsoleState['storage'] };

/** Edits retention; what would be lost is shown before anything is saved. */
export function RetentionForm({ retention, storage }: RetentionFormProps) {
  const [edited, setEdited] = useState<RetentionDraft>();
  const [isAsking, setAsking] = useState(false);
  const save = useSaveRetention();
  const draft = edited ?? toDraft(retention);
  const parsed = parseDraft(draft);
  const errors = 'errors' in parsed ? parsed.errors : {};
  const next = 'retention' in parsed ? parsed.retention : undefined;
  const isChanged =
    next !== undefined && RETENTION_INPUTS.some(({ field }) => next[field] !== retention[field]);
  const apply = () => {
    if (next === undefined) return;
    save.mutate(next, {
      onSuccess: () => {
        setAsking(false);
        setEdited(undefined);
        notify({
          title: 'Retention saved',
          tone: 'success',
          action: { label: 'Undo', run: () => save.mutate(retention) },
        });
      },
    });
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged) setAsking(true);
      }}
    >
      <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2 lg:grid-cols-4">
        {RETENTION_INPUTS.map(({ field, label, kind }) => (
          <Field
            key={field}
            label={label}
            hint={kind === 'hours' ? 'hours or days: 24h, 7d' : 'GiB'}
            error={errors[field]}
          >
            {(ids) => (
              <Input
                {...ids}
                className="num"
                value={draft[field]}
                onChange={(event) => setEdited({ ...draft, [field]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <div className="flex items-center gap-2">
        <Button type="submit" tone="primary" disabled={!isChanged}>
          Review the change
        </Button>
        {edited === undefined ? null : (
          <Button tone="ghost" onClick={() => setEdited(undefined)}>
            Undo
          </Button>
        )}
      </div>
      {next === undefined ? null : (
        <RetentionConfirm
          open={isAsking}
          onOpenChange={setAsking}
          before={retention}
          after={next}
          storage={storage}
          isSaving={save.isPending}
          error={save.error}
          onConfirm={apply}
        />
      )}
    </form>
  );
}
