'use client';

import { type FormEvent, useState } from 'react';
import { usePrices, useSavePrices } from '@/lib/client/overrides/use-prices';
import type { TransferPrices } from '@/lib/mesh/graph/cost/transfer-prices';
import type { PricesAnswer } from '@/lib/protocol/api/overrides';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { notify } from '../../ui/notify';
import { OverrideFooter } from '../../ui/override-footer';
import { PanelBody } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { readPriceDraft, toPriceDraft } from './price-draft';

const FIELDS = [
  { field: 'currency', label: 'Currency', hint: 'Stands beside every price' },
  { field: 'zone', label: 'Between zones, per GB', hint: 'Within a zone a transfer is free' },
  { field: 'region', label: 'Between regions, per GB', hint: 'Whatever the zones' },
  { field: 'egress', label: 'Out of the mesh, per GB', hint: 'What comes in is free' },
] as const;

/** Sets what moving a gigabyte costs. */
export function PricesDialog({ onClose }: { onClose: () => void }) {
  const answer = usePrices();
  return (
    <Dialog
      title="Prices of transfer"
      description="By these the bytes on edges are priced, for a month at the pace of the window. Distances come from the regions and zones in the labels of workloads."
      open
      onOpenChange={onClose}
    >
      <PanelBody title="The prices" state={panelState(answer)}>
        {(data) => <PricesForm answer={data} onClose={onClose} />}
      </PanelBody>
    </Dialog>
  );
}

function PricesForm({ answer, onClose }: { answer: PricesAnswer; onClose: () => void }) {
  const [draft, setDraft] = useState(() => toPriceDraft(answer.prices));
  const save = useSavePrices();
  const { prices, problems } = readPriceDraft(draft);
  const before = answer.isSet ? answer.prices : null;
  const send = (next: TransferPrices | null) =>
    save.mutate(next, {
      onSuccess: () => {
        notify({
          title: next === null ? 'Priced by the defaults again' : 'Priced by what you set',
          tone: 'success',
          action: { label: 'Undo', run: () => save.mutate(before) },
        });
        onClose();
      },
    });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (prices !== undefined) send(prices);
  };
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        {FIELDS.map(({ field, label, hint }) => (
          <Field key={field} label={label} hint={hint} error={problems[field]}>
            {(ids) => (
              <Input
                {...ids}
                value={draft[field]}
                inputMode={field === 'currency' ? 'text' : 'decimal'}
                onChange={(event) => setDraft({ ...draft, [field]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <OverrideFooter
        error={save.error}
        isPending={save.isPending}
        onReset={answer.isSet ? () => send(null) : null}
        onCancel={onClose}
        submitLabel="Price by these"
        canSubmit={prices !== undefined}
      />
    </form>
  );
}
