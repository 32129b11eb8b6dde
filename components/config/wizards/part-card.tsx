'use client';

import type { FormRecord } from '@/lib/mesh/config/wizards/form-field';
import type { OpenPart } from '@/lib/mesh/config/wizards/propose';
import { Badge } from '../../ui/badge';
import { Card } from '../../ui/card';
import { Switch } from '../../ui/switch';
import { kindLabel } from '../kind-label';
import { FormFields } from './form/form-fields';

type PartCardProps = {
  open: OpenPart;
  isOn: boolean;
  onToggle: (isOn: boolean) => void;
  onChange: (form: FormRecord) => void;
};

/** The form of one object. */
export function PartCard({ open, isOn, onToggle, onChange }: PartCardProps) {
  const { part, stored, form } = open;
  return (
    <Card>
      <section aria-label={part.title}>
        <header className="flex min-h-11 flex-wrap items-center gap-2 border-border border-b px-4 py-1.5">
          <h2 className="text-sm">{part.title}</h2>
          <Badge>{kindLabel(part.kind)}</Badge>
          {stored === undefined ? (
            <span className="text-faint text-xs">new</span>
          ) : (
            <span className="truncate text-faint text-xs">
              changes {stored.metadata.namespace}/{stored.metadata.name}
            </span>
          )}
          {part.isOptional === true && stored === undefined ? (
            <span className="ml-auto">
              <Switch label="Include" checked={isOn} onChange={onToggle} />
            </span>
          ) : null}
        </header>
        {part.note === undefined ? null : <p className="px-4 pt-3 text-muted text-xs">{part.note}</p>}
        {isOn ? (
          <FormFields
            fields={part.fields}
            form={form}
            prefix={`${part.id}:`}
            onChange={onChange}
            className="p-4"
          />
        ) : (
          <p className="px-4 py-3 text-faint text-xs">Not included.</p>
        )}
      </section>
    </Card>
  );
}
