'use client';

import type { ChoiceField } from '@/lib/mesh/config/wizards/form-field';
import { Select } from '../../../ui/select';
import { useFieldContext } from './form-context';

type ChoiceInputProps = {
  field: ChoiceField;
  path: string;
  value: string;
  onChange: (value: string) => void;
};

// A list cannot have an empty value; no word of Istio's is this.
const NONE = '-';

/** One of a few words; a word that is not among them is offered as it stands. */
export function ChoiceInput({ field, path, value, onChange }: ChoiceInputProps) {
  const { error } = useFieldContext(path, undefined);
  const options = field.options.map((option) => ({
    ...option,
    value: option.value === '' ? NONE : option.value,
  }));
  const chosen = value === '' ? NONE : value;
  const isKnown = options.some((option) => option.value === chosen);
  const extra = isKnown ? [] : [{ value: chosen, label: value === '' ? 'Not written' : value }];
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span className="text-muted text-xs" aria-hidden>
        {field.label}
      </span>
      <Select
        label={field.label}
        value={chosen}
        options={[...extra, ...options]}
        onChange={(next) => onChange(next === NONE ? '' : next)}
        className="w-full"
      />
      {error === undefined && field.hint === undefined ? null : (
        <p className={error === undefined ? 'text-faint text-xs' : 'text-failing text-xs'}>
          {error ?? field.hint}
        </p>
      )}
    </div>
  );
}
