import { parseDurationMs } from '../duration';
import type { FormField, FormFields, FormRecord, FormRow, FormValue, MatchValue } from './form-field';
import { isAsked } from './write-form';

/** What keeps a form from being written: `path` is made of field names and row ids, joined by slashes. */
export interface FormProblem {
  path: string;
  message: string;
}

/** Everything that is missing or cannot be; empty when the form can be written. */
export function checkForm(fields: FormFields, form: FormRecord, prefix = ''): FormProblem[] {
  return Object.entries(fields).flatMap(([name, field]) =>
    isAsked(field, form) ? checkField(field, form[name], prefix + name) : [],
  );
}

function checkField(field: FormField, value: FormValue, path: string): FormProblem[] {
  if (field.isRequired && isBlank(value)) return [{ path, message: `${field.label} is missing` }];
  switch (field.type) {
    case 'number':
      return checkNumber(field, value as number | undefined, path);
    case 'text': {
      const text = value as string;
      const isBad = field.format === 'duration' && text !== '' && parseDurationMs(text) === undefined;
      return isBad ? [{ path, message: 'Enter a duration such as 5s, 250ms or 1m30s' }] : [];
    }
    case 'match': {
      const { kind, value: text } = value as MatchValue;
      const isBad = kind !== 'none' && kind !== 'present' && text === '';
      return isBad ? [{ path, message: `What ${field.label.toLowerCase()} must match is missing` }] : [];
    }
    case 'words': {
      const bad = field.isNumeric
        ? (value as readonly string[]).find((word) => !/^\d+$/.test(word))
        : undefined;
      return bad === undefined ? [] : [{ path, message: `${bad} is not a number` }];
    }
    case 'rows':
    case 'entries':
      return checkRows(field, value as readonly FormRow[], path);
    default:
      return [];
  }
}

function checkNumber(
  { min, max, isWhole, label }: Extract<FormField, { type: 'number' }>,
  value: number | undefined,
  path: string,
): FormProblem[] {
  if (value === undefined) return [];
  if (Number.isNaN(value)) return [{ path, message: `${label} is not a number` }];
  if (isWhole && !Number.isInteger(value)) return [{ path, message: `${label} must be a whole number` }];
  if (min !== undefined && value < min) return [{ path, message: `${label} must be at least ${min}` }];
  if (max !== undefined && value > max) return [{ path, message: `${label} must be at most ${max}` }];
  return [];
}

function checkRows(
  field: Extract<FormField, { type: 'rows' | 'entries' }>,
  rows: readonly FormRow[],
  path: string,
): FormProblem[] {
  const problems = rows.flatMap(({ id, values }) => checkForm(field.fields, values, `${path}/${id}/`));
  if (field.type === 'rows') return [...problems, ...checkShares(field, rows, path)];
  const keys = rows.map(({ values }) => String(values.key ?? ''));
  rows.forEach(({ id }, index) => {
    const key = keys[index] ?? '';
    const where = `${path}/${id}/key`;
    if (key === '') problems.push({ path: where, message: `${field.keyLabel} is missing` });
    else if (keys.indexOf(key) !== index) problems.push({ path: where, message: `${key} appears twice` });
  });
  return problems;
}

function checkShares(
  { shares, noun }: Extract<FormField, { type: 'rows' }>,
  rows: readonly FormRow[],
  path: string,
): FormProblem[] {
  if (shares === undefined || rows.length < 2) return [];
  const sum = rows.reduce((total, { values }) => total + Number(values[shares] ?? 0), 0);
  return sum > 0 ? [] : [{ path, message: `Every ${noun} has weight 0: nothing would get the requests` }];
}

function isBlank(value: FormValue): boolean {
  if (value === undefined || value === '' || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && 'kind' in value && value.kind === 'none';
}
