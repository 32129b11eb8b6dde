'use client';

import { useState } from 'react';
import type { NumberField } from '@/lib/mesh/config/wizards/form-field';
import { Field } from '../../../ui/field';
import { Input } from '../../../ui/input';
import { useFieldContext } from './form-context';

type NumberInputProps = {
  field: NumberField;
  path: string;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
};

/** A number as it is typed: `1.` is on its way to `1.5`, and nothing is nothing. */
export function NumberInput({ field, path, value, onChange }: NumberInputProps) {
  const { error } = useFieldContext(path, undefined);
  const [draft, setDraft] = useState<string>();
  const shown = draft !== undefined && toNumber(draft) === value ? draft : String(value ?? '');
  return (
    <Field label={field.label} hint={field.hint} error={error}>
      {(ids) => (
        <span className="relative block">
          <Input
            {...ids}
            inputMode="decimal"
            className="num pr-8"
            value={shown}
            autoComplete="off"
            onChange={(event) => {
              const text = event.target.value.trim();
              if (text !== '' && Number.isNaN(Number(text))) return;
              setDraft(text);
              onChange(toNumber(text));
            }}
          />
          {field.unit === undefined ? null : (
            <span aria-hidden className="pointer-events-none absolute top-1.5 right-2.5 text-muted">
              {field.unit}
            </span>
          )}
        </span>
      )}
    </Field>
  );
}

function toNumber(text: string): number | undefined {
  return text === '' ? undefined : Number(text);
}
