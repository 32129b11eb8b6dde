import { editDistance } from '../../text/edit-distance';
import { parseDurationMs } from '../duration';
import { formatPath } from '../parse-path';
import type { ObjectSchema, Schema } from './schema';

/** A value that does not fit its schema. */
export interface ShapeProblem {
  kind: 'wrong-type' | 'unknown-field' | 'unknown-value';
  path: string;
  message: string;
  /** For a misspelt field or word: what was probably meant. */
  suggestion?: string;
}

type Steps = readonly (string | number)[];

/** Everything in `value` that `schema` does not allow; `steps` is the path of the value itself. */
export function checkSchema(value: unknown, schema: Schema, steps: Steps = []): ShapeProblem[] {
  const problems: ShapeProblem[] = [];
  check(value, schema, [...steps], problems);
  return problems;
}

/** `steps` is one list for the whole walk: as it was again when this returns, so that good values cost no paths. */
function check(value: unknown, schema: Schema, steps: (string | number)[], problems: ShapeProblem[]): void {
  if (value === undefined || value === null) return;
  switch (schema.type) {
    case 'list':
      if (!Array.isArray(value)) problems.push(wrongType(value, 'a list', steps));
      else for (let i = 0; i < value.length; i++) checkAt(i, value[i], schema.item, steps, problems);
      return;
    case 'map':
      if (!isRecord(value)) problems.push(wrongType(value, 'a mapping', steps));
      else for (const key of Object.keys(value)) checkAt(key, value[key], schema.value, steps, problems);
      return;
    case 'object':
      if (isRecord(value)) checkFields(value, schema, steps, problems);
      else problems.push(wrongType(value, 'a mapping', steps));
      return;
    default:
      checkScalar(value, schema, steps, problems);
  }
}

function checkAt(
  step: string | number,
  value: unknown,
  schema: Schema,
  steps: (string | number)[],
  problems: ShapeProblem[],
): void {
  steps.push(step);
  check(value, schema, steps, problems);
  steps.pop();
}

type ScalarSchema = Exclude<Schema, { type: 'list' | 'map' | 'object' }>;

/** What each scalar looks like, and its name in a message. */
const SCALARS: Readonly<Record<ScalarSchema['type'], { fits: (value: unknown) => boolean; name: string }>> = {
  any: { fits: () => true, name: 'anything' },
  string: { fits: (value) => typeof value === 'string', name: 'a string' },
  boolean: { fits: (value) => typeof value === 'boolean', name: 'true or false' },
  integer: { fits: Number.isInteger, name: 'a whole number' },
  number: { fits: (value) => typeof value === 'number', name: 'a number' },
  duration: {
    fits: (value) => typeof value === 'string' && parseDurationMs(value) !== undefined,
    name: 'a duration such as "5s"',
  },
};

function checkScalar(value: unknown, schema: ScalarSchema, steps: Steps, problems: ShapeProblem[]): void {
  const { fits, name } = SCALARS[schema.type];
  if (!fits(value)) problems.push(wrongType(value, name, steps));
  else if (schema.type === 'string' && schema.values !== undefined && typeof value === 'string') {
    if (!schema.values.includes(value)) problems.push(unknownValue(value, schema.values, steps));
  }
}

function wrongType(value: unknown, expected: string, steps: Steps): ShapeProblem {
  const path = formatPath(steps);
  return { kind: 'wrong-type', path, message: `${path} must be ${expected}, not ${describe(value)}` };
}

function checkFields(
  value: Record<string, unknown>,
  schema: ObjectSchema,
  steps: (string | number)[],
  problems: ShapeProblem[],
): void {
  for (const name of Object.keys(value)) {
    const field = Object.hasOwn(schema.fields, name) ? schema.fields[name] : undefined;
    if (field !== undefined) checkAt(name, value[name], field, steps, problems);
    else problems.push(unknownField(name, Object.keys(schema.fields), steps));
  }
}

function unknownField(name: string, known: readonly string[], steps: Steps): ShapeProblem {
  const suggestion = nearest(name, known);
  const where = steps.length === 0 ? '' : ` in ${formatPath(steps)}`;
  return {
    kind: 'unknown-field',
    path: formatPath([...steps, name]),
    message: `Unknown field "${name}"${where}${suggestion === undefined ? '' : `; did you mean "${suggestion}"?`}`,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

function unknownValue(value: string, known: readonly string[], steps: Steps): ShapeProblem {
  const suggestion = nearest(value, known);
  return {
    kind: 'unknown-value',
    path: formatPath(steps),
    message: `${formatPath(steps)} is "${value}"; it takes one of ${known.join(', ')}`,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

function nearest(name: string, known: readonly string[]): string | undefined {
  let best: { word: string; distance: number } | undefined;
  for (const word of known) {
    const distance = editDistance(name.toLowerCase(), word.toLowerCase());
    if (
      distance <= Math.max(1, Math.floor(word.length / 3)) &&
      (best === undefined || distance < best.distance)
    ) {
      best = { word, distance };
    }
  }
  return best?.word;
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return 'a mapping';
  return JSON.stringify(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
