'use client';

import type { MatchField, MatchKind, MatchValue } from '@/lib/mesh/config/wizards/form-field';
import { Field } from '../../../ui/field';
import { Input } from '../../../ui/input';
import { Select } from '../../../ui/select';
import { useFieldContext } from './form-context';

type MatchInputProps = {
  field: MatchField;
  path: string;
  value: MatchValue;
  onChange: (value: MatchValue) => void;
};

const KINDS: readonly { value: MatchKind; label: string }[] = [
  { value: 'exact', label: 'Is exactly' },
  { value: 'prefix', label: 'Begins with' },
  { value: 'regex', label: 'Matches (RE2)' },
];

/** How a text is matched, and what with. */
export function MatchInput({ field, path, value, onChange }: MatchInputProps) {
  const { error } = useFieldContext(path, undefined);
  const { kind, value: text } = value;
  const hasText = kind !== 'none' && kind !== 'present';
  return (
    <Field label={field.label} hint={field.hint} error={error}>
      {(ids) => (
        <div className="flex gap-2">
          <Select
            label={`How ${field.label.toLowerCase()} is matched`}
            value={kind}
            options={[
              ...(field.canBePresent === true ? [] : [{ value: 'none' as const, label: 'Anything' }]),
              ...KINDS,
              ...(field.canBePresent === true ? [{ value: 'present' as const, label: 'Is present' }] : []),
            ]}
            onChange={(next) => onChange({ kind: next, value: text })}
            className={hasText ? 'w-32 shrink-0' : 'w-full'}
          />
          <Input
            {...ids}
            value={text}
            spellCheck={false}
            autoComplete="off"
            className={hasText ? 'font-mono text-xs' : 'hidden'}
            onChange={(event) => onChange({ kind, value: event.target.value })}
          />
        </div>
      )}
    </Field>
  );
}
