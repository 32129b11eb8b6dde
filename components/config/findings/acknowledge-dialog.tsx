'use client';

import { useState } from 'react';
import { useAcknowledgeFinding } from '@/lib/client/config/use-acknowledgements';
import type { ConfigFinding } from '@/lib/protocol/api/config';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { Select } from '../../ui/select';

const DAY_MS = 86_400_000;

const TERMS = [
  { value: '7', label: 'For a week' },
  { value: '30', label: 'For 30 days' },
  { value: '90', label: 'For 90 days' },
  { value: '365', label: 'For a year' },
  { value: '', label: 'Until it is fixed' },
] as const;

type Term = (typeof TERMS)[number]['value'];

type AcknowledgeDialogProps = { finding: ConfigFinding; onClose: () => void; onDone: () => void };

/** Lets a finding stand: why, and until when. */
export function AcknowledgeDialog({ finding, onClose, onDone }: AcknowledgeDialogProps) {
  const acknowledge = useAcknowledgeFinding();
  const [reason, setReason] = useState('');
  const [term, setTerm] = useState<Term>('30');
  const words = reason.trim();
  const save = () => {
    const expiresAt = term === '' ? null : Date.now() + Number(term) * DAY_MS;
    acknowledge.mutate({ key: finding.key, reason: words, expiresAt }, { onSuccess: onDone });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Acknowledge the finding"
      description={finding.message}
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (words !== '') save();
        }}
      >
        <Field
          label="Reason"
          hint="It no longer counts. It comes back when the time is up, or when what it refers to changes."
        >
          {(ids) => (
            <Input
              {...ids}
              value={reason}
              maxLength={500}
              placeholder="Why is this acceptable?"
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <Select label="How long" isLabelled value={term} options={TERMS} onChange={setTerm} />
        {acknowledge.error === null ? null : (
          <p role="alert" className="text-failing">
            {acknowledge.error.message}
          </p>
        )}
        <div className="flex justify-end gap-2 pt-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={words === '' || acknowledge.isPending}>
            {acknowledge.isPending ? 'Acknowledging' : 'Acknowledge'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
