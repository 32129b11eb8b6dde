import type * as z from 'zod/mini';

type RawIssue = z.core.$ZodRawIssue;

const TYPES: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  date: 'a time',
};

const FORMATS: Readonly<Record<string, string>> = {
  int: 'a whole number',
  safeint: 'a whole number',
  url: 'a URL',
  uuid: 'a UUID',
  datetime: 'a time such as 2026-01-31T12:00:00Z',
};

/** What is wrong with a value, as the end of a sentence that begins with its name: `must be at most 200`. */
export function plainIssue(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is missing';
      return `must be ${TYPES[issue.expected] ?? issue.expected}`;
    case 'too_big':
      return `must ${measure(issue.origin)}at most ${issue.maximum}${unit(issue.origin)}`;
    case 'too_small':
      return `must ${measure(issue.origin)}at least ${issue.minimum}${unit(issue.origin)}`;
    case 'invalid_value':
      return `must be ${oneOf(issue.values)}`;
    case 'invalid_format':
      return `must be ${FORMATS[issue.format] ?? 'of another form'}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return `has no field ${oneOf(issue.keys)}`;
    default:
      return undefined;
  }
}

function measure(origin: string): string {
  return unit(origin) === '' ? 'be ' : 'have ';
}

function unit(origin: string): string {
  if (origin === 'string') return ' letters';
  return origin === 'array' || origin === 'set' ? ' entries' : '';
}

function oneOf(values: readonly unknown[]): string {
  const words = values.map((value) => (typeof value === 'string' ? `"${value}"` : String(value)));
  const last = words.pop() ?? '';
  return words.length === 0 ? last : `${words.join(', ')} or ${last}`;
}
