'use client';

import { Plus, Trash2 } from 'lucide-react';
import type { EntriesField, FormRow } from '@/lib/mesh/config/wizards/form-field';
import { readForm } from '@/lib/mesh/config/wizards/read-form';
import { Button } from '../../../ui/button';
import { IconButton } from '../../../ui/icon-button';
import type { FormFieldProps } from './form-field-props';
import { nextRowId } from './next-row-id';
import { TextInput } from './text-input';

type EntriesInputProps = {
  field: EntriesField;
  path: string;
  value: readonly FormRow[];
  onChange: (value: readonly FormRow[]) => void;
} & Pick<FormFieldProps, 'Fields'>;

/** Names and what belongs to each, a line an entry. */
export function EntriesInput({ field, path, value, onChange, Fields }: EntriesInputProps) {
  const add = () =>
    onChange([
      ...value,
      { id: nextRowId(value), values: { ...readForm(field.fields, field.blank ?? {}), key: '' } },
    ]);
  const replace = (index: number, row: FormRow) =>
    onChange(value.map((other, place) => (place === index ? row : other)));
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="pb-1 text-muted text-xs">
        {field.label}
        {field.hint === undefined ? null : <span className="pl-2 text-faint">{field.hint}</span>}
      </legend>
      {value.map((row, index) => (
        <div key={row.id} className="flex min-w-0 items-start gap-2 max-sm:flex-wrap">
          <div className="w-full sm:w-2/5">
            <TextInput
              field={{ type: 'text', label: field.keyLabel, at: '', isRequired: true }}
              path={`${path}/${row.id}/key`}
              value={String(row.values.key ?? '')}
              onChange={(key) => replace(index, { ...row, values: { ...row.values, key } })}
            />
          </div>
          <Fields
            fields={field.fields}
            form={row.values}
            prefix={`${path}/${row.id}/`}
            onChange={(values) => replace(index, { ...row, values })}
            className={Object.keys(field.fields).length === 1 ? 'grow sm:grid-cols-1' : 'grow'}
          />
          <IconButton
            icon={Trash2}
            label={`Remove ${field.noun} ${String(row.values.key ?? '') || index + 1}`}
            className="mt-5"
            onClick={() => onChange(value.filter((other) => other !== row))}
          />
        </div>
      ))}
      <Button size="sm" tone="ghost" className="self-start" onClick={add}>
        <Plus aria-hidden />
        Add {field.noun}
      </Button>
    </fieldset>
  );
}
