'use client';

import { useState } from 'react';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';

type ConfirmActionProps = {
  title: string;
  text: string;
  verb: string;
  tone: 'primary' | 'danger';
  hasReason?: boolean;
  isPending: boolean;
  onConfirm: (reason: string) => void;
  onCancel: () => void;
};

/** Asks once before something that cannot be taken back. */
export function ConfirmAction(props: ConfirmActionProps) {
  const { title, text, verb, tone, hasReason = false, isPending, onConfirm, onCancel } = props;
  const [reason, setReason] = useState('');
  return (
    <Dialog open title={title} description={text} onOpenChange={(open) => (open ? undefined : onCancel())}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm(reason.trim());
        }}
      >
        {hasReason ? (
          <Field label="Reason" hint="Kept in the story; may stay empty.">
            {(ids) => (
              <Input
                {...ids}
                value={reason}
                maxLength={500}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        ) : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onCancel}>Cancel</Button>
          <Button type="submit" tone={tone} disabled={isPending}>
            {verb}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
