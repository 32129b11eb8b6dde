'use client';

import type { FormRow, MatchValue } from '@/lib/mesh/config/wizards/form-field';
import { ChoiceInput } from './choice-input';
import { EntriesInput } from './entries-input';
import { FlagInput } from './flag-input';
import type { FormFieldProps } from './form-field-props';
import { MatchInput } from './match-input';
import { NumberInput } from './number-input';
import { RowsInput } from './rows-input';
import { TextInput } from './text-input';
import { WordsInput } from './words-input';

/** One field, by its type. */
export function FormFieldView({ field, path, value, onChange, Fields }: FormFieldProps) {
  switch (field.type) {
    case 'text':
      return <TextInput field={field} path={path} value={value as string} onChange={onChange} />;
    case 'number':
      return (
        <NumberInput field={field} path={path} value={value as number | undefined} onChange={onChange} />
      );
    case 'flag':
      return <FlagInput field={field} value={value as boolean} onChange={onChange} />;
    case 'choice':
      return <ChoiceInput field={field} path={path} value={value as string} onChange={onChange} />;
    case 'words':
      return <WordsInput field={field} path={path} value={value as readonly string[]} onChange={onChange} />;
    case 'match':
      return <MatchInput field={field} path={path} value={value as MatchValue} onChange={onChange} />;
    case 'rows':
      return (
        <RowsInput
          field={field}
          path={path}
          value={value as readonly FormRow[]}
          onChange={onChange}
          Fields={Fields}
        />
      );
    case 'entries':
      return (
        <EntriesInput
          field={field}
          path={path}
          value={value as readonly FormRow[]}
          onChange={onChange}
          Fields={Fields}
        />
      );
    default:
      return field satisfies never;
  }
}
