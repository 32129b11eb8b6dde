'use client';

import { useState } from 'react';
import type { WordsField } from '@/lib/mesh/config/wizards/form-field';
import { Chip } from '../../../ui/chip';
import { Field } from '../../../ui/field';
import { Input } from '../../../ui/input';
import { useFieldContext } from './form-context';

type WordsInputProps = {
  field: WordsField;
  path: string;
  value: readonly string[];
  onChange: (value: readonly string[]) => void;
};

/** Several words: Enter, a comma or leaving the field adds one, each can be taken away. */
export function WordsInput({ field, path, value, onChange }: WordsInputProps) {
  const { error, options } = useFieldContext(path, field.suggest);
  const [draft, setDraft] = useState('');
  const add = (text: string) => {
    const words = text
      .split(/[\s,]+/)
      .map((word) => word.trim())
      .filter((word) => word !== '' && !value.includes(word));
    setDraft('');
    if (words.length > 0) onChange([...value, ...words]);
  };
  return (
    <Field label={field.label} hint={field.hint} error={error}>
      {(ids) => (
        <div className="flex flex-col gap-1.5">
          {value.length === 0 ? null : (
            <span className="flex flex-wrap gap-1">
              {value.map((word, index) => (
                <Chip
                  key={word}
                  removeLabel={`Remove ${word} from ${field.label.toLowerCase()}`}
                  onRemove={() => onChange(value.filter((_, place) => place !== index))}
                >
                  <span className="font-mono">{word}</span>
                </Chip>
              ))}
            </span>
          )}
          <Input
            {...ids}
            value={draft}
            placeholder={value.length === 0 ? field.placeholder : 'Add another'}
            spellCheck={false}
            autoComplete="off"
            list={options.length === 0 ? undefined : `${ids.id}-options`}
            onChange={(event) => {
              const text = event.target.value;
              if (text.endsWith(',') || options.includes(text)) add(text);
              else setDraft(text);
            }}
            onBlur={() => add(draft)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') {
                event.preventDefault();
                add(draft);
              }
              if (event.key === 'Backspace' && draft === '') onChange(value.slice(0, -1));
            }}
          />
          {options.length === 0 ? null : (
            <datalist id={`${ids.id}-options`}>
              {options.map((option) => (
                <option key={option} value={option} />
              ))}
            </datalist>
          )}
        </div>
      )}
    </Field>
  );
}
