'use client';

import type { TextField } from '@/lib/mesh/config/wizards/form-field';
import { Field } from '../../../ui/field';
import { Input } from '../../../ui/input';
import { useFieldContext } from './form-context';

type TextInputProps = { field: TextField; path: string; value: string; onChange: (value: string) => void };

/** One line of text, with names to choose from where there are some. */
export function TextInput({ field, path, value, onChange }: TextInputProps) {
  const { error, options } = useFieldContext(path, field.suggest);
  return (
    <Field label={field.label} hint={field.hint} error={error}>
      {(ids) => (
        <>
          <Input
            {...ids}
            value={value}
            placeholder={field.placeholder}
            spellCheck={false}
            autoComplete="off"
            aria-required={field.isRequired}
            list={options.length === 0 ? undefined : `${ids.id}-options`}
            onChange={(event) => onChange(event.target.value)}
          />
          {options.length === 0 ? null : (
            <datalist id={`${ids.id}-options`}>
              {options.map((option) => (
                <option key={option} value={option} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}
