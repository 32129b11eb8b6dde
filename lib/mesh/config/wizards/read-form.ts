import type {
  FormField,
  FormFields,
  FormRecord,
  FormRow,
  FormValue,
  MatchValue,
  RowsField,
} from './form-field';
import { isMapping, valueAt } from './value-path';

/** The form of what an object says: every field gets a value, whatever the object holds. */
export function readForm(fields: FormFields, object: unknown): FormRecord {
  const form: Record<string, FormValue> = {};
  for (const [name, field] of Object.entries(fields))
    form[name] = readField(field, valueAt(object, field.at));
  return form;
}

/** What one field shows of the value it is bound to; nothing for a value of another type. */
export function readField(field: FormField, value: unknown): FormValue {
  switch (field.type) {
    case 'text':
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    case 'number':
      return typeof value === 'number' ? value : undefined;
    case 'flag':
      return value === true;
    case 'choice':
      return typeof value === 'string' ? value : '';
    case 'words':
      return readWords(value, field.separator);
    case 'match':
      return readMatch(value);
    case 'rows':
      return Array.isArray(value) ? value.map((item, index) => readRow(field, item, index)) : [];
    case 'entries':
      return isMapping(value)
        ? Object.entries(value).map(([key, item]) => readEntry(field.fields, item, key))
        : [];
    default:
      return field satisfies never;
  }
}

function readWords(value: unknown, separator: string | undefined): readonly string[] {
  if (separator !== undefined) {
    return typeof value === 'string'
      ? value
          .split(separator)
          .map((word) => word.trim())
          .filter(Boolean)
      : [];
  }
  return Array.isArray(value) ? value.map(String) : [];
}

function readMatch(value: unknown): MatchValue {
  if (!isMapping(value)) return { kind: 'none', value: '' };
  for (const kind of ['exact', 'prefix', 'regex'] as const) {
    const text = value[kind];
    if (typeof text === 'string') return { kind, value: text };
  }
  return { kind: 'present', value: '' };
}

function readRow({ fields, title }: RowsField, item: unknown, index: number): FormRow {
  return {
    id: String(index),
    origin: index,
    ...(title === undefined ? {} : { title: title(item) }),
    values: readForm(fields, item),
  };
}

function readEntry(fields: FormFields, item: unknown, key: string): FormRow {
  return { id: key, origin: key, values: { ...readForm(fields, item), key } };
}
