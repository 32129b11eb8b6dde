import type {
  EntriesField,
  FormField,
  FormFields,
  FormRecord,
  FormRow,
  FormValue,
  MatchValue,
  RowsField,
  WordsField,
} from './form-field';
import { readField, readForm } from './read-form';
import { isMapping, isSameValue, valueAt, withValueAt } from './value-path';

/**
 * The object a filled-in form asks for, made from the object that was read: a field that still shows what it was read
 * from leaves its value alone, so nothing the form does not know is ever lost.
 */
export function writeForm(fields: FormFields, form: FormRecord, object: unknown): unknown {
  let written = object;
  for (const [name, field] of Object.entries(fields)) {
    const before = valueAt(written, field.at);
    if (!isAsked(field, form) && !isAsked(field, readForm(fields, object))) continue;
    const after = writeField(field, isAsked(field, form) ? form[name] : emptyValue(field), before);
    if (!isSameValue(before, after)) written = withValueAt(written, field.at, after);
  }
  return written;
}

/** Whether a field takes part, given its neighbours. */
export function isAsked(field: FormField, form: FormRecord): boolean {
  return field.when === undefined || field.when(form);
}

/** What a field holds when nothing is written. */
export function emptyValue(field: FormField): FormValue {
  return readField(field, undefined);
}

function writeField(field: FormField, value: FormValue, before: unknown): unknown {
  switch (field.type) {
    case 'rows':
      return writeRows(field, value as readonly FormRow[], before);
    case 'entries':
      return writeEntries(field, value as readonly FormRow[], before);
    default:
      return isSameValue(readField(field, before), value) ? before : writeScalar(field, value);
  }
}

type ScalarField = Exclude<FormField, RowsField | EntriesField>;

function writeScalar(field: ScalarField, value: FormValue): unknown {
  switch (field.type) {
    case 'text':
    case 'choice':
      return value === '' ? undefined : value;
    case 'number':
      return value;
    case 'flag':
      return value === true ? true : undefined;
    case 'words':
      return writeWords(value as readonly string[], field);
    case 'match':
      return writeMatch(value as MatchValue);
    default:
      return field satisfies never;
  }
}

function writeWords(words: readonly string[], { separator, isNumeric }: WordsField): unknown {
  if (words.length === 0) return undefined;
  if (isNumeric === true) return words.map(Number);
  return separator === undefined ? [...words] : words.join(separator);
}

function writeMatch({ kind, value }: MatchValue): unknown {
  if (kind === 'none') return undefined;
  return kind === 'present' ? {} : { [kind]: value };
}

function writeRows(field: RowsField, rows: readonly FormRow[], before: unknown): unknown {
  const items = Array.isArray(before) ? before : [];
  if (rows.length === 0) return items.length === 0 ? before : undefined;
  return rows.map(({ origin, values }) =>
    writeItem(field.fields, values, origin === undefined ? field.blank : items[Number(origin)]),
  );
}

function writeEntries(field: EntriesField, rows: readonly FormRow[], before: unknown): unknown {
  const items = isMapping(before) ? before : {};
  if (rows.length === 0) return Object.keys(items).length === 0 ? before : undefined;
  const entries = rows.map(({ origin, values }) => [
    String(values.key ?? ''),
    writeItem(field.fields, values, origin === undefined ? field.blank : items[String(origin)], field.blank),
  ]);
  return Object.fromEntries(entries);
}

function writeItem(fields: FormFields, values: FormRecord, before: unknown, empty: unknown = {}): unknown {
  const written = writeForm(fields, values, before);
  return written === undefined ? empty : written;
}
