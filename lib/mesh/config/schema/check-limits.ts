import { formatPath } from '../parse-path';
import { checkSchema } from './check-schema';
import type { ListSchema, MapSchema, NumberSchema, ObjectSchema, Schema, StringSchema } from './schema';

/** A value of the right shape that an API server would refuse all the same. */
export interface LimitProblem {
  path: string;
  message: string;
}

type Steps = readonly (string | number)[];

/** Everything in `value` that breaks a limit of `schema`; values of a wrong shape are passed over. */
export function checkLimits(value: unknown, schema: Schema, steps: Steps = []): LimitProblem[] {
  if (value === undefined || value === null) return [];
  const own = checkOwn(value, schema).map((message) => problem(steps, message));
  const fields = schema.type === 'object' && isRecord(value) ? checkPresence(value, schema, steps) : [];
  return [...own, ...fields, ...checkWithin(value, schema, steps)];
}

function problem(steps: Steps, message: string): LimitProblem {
  const path = formatPath(steps);
  return { path, message: `${path === '' ? 'The object' : path} ${message}` };
}

function checkOwn(value: unknown, schema: Schema): string[] {
  switch (schema.type) {
    case 'string':
      return typeof value === 'string'
        ? [...checkText(value, schema), ...checkConditions(value, schema)]
        : [];
    case 'integer':
    case 'number':
      return typeof value === 'number'
        ? [...checkNumber(value, schema), ...checkConditions(value, schema)]
        : [];
    case 'list':
      return Array.isArray(value) ? [...checkList(value, schema), ...checkConditions(value, schema)] : [];
    case 'map':
      return isRecord(value) ? [...checkMap(value, schema), ...checkConditions(value, schema)] : [];
    default:
      return checkConditions(value, schema);
  }
}

function checkWithin(value: unknown, schema: Schema, steps: Steps): LimitProblem[] {
  if (schema.type === 'list' && Array.isArray(value)) {
    return value.flatMap((item, index) =>
      item === null
        ? [problem([...steps, index], 'is empty; remove it or give it a value')]
        : checkLimits(item, schema.item, [...steps, index]),
    );
  }
  if (!isRecord(value)) return [];
  const schemaOfField = (name: string): Schema | undefined => {
    if (schema.type === 'map') return schema.value;
    return schema.type === 'object' && Object.hasOwn(schema.fields, name) ? schema.fields[name] : undefined;
  };
  return Object.entries(value).flatMap(([name, item]) => {
    const field = schemaOfField(name);
    return field === undefined ? [] : checkLimits(item, field, [...steps, name]);
  });
}

function checkText(value: string, { minLength = 0, maxLength, pattern }: StringSchema): string[] {
  if (value.length < minLength) {
    return [minLength === 1 ? 'must not be empty' : `must have at least ${minLength} characters`];
  }
  if (maxLength !== undefined && value.length > maxLength) {
    return [`has ${value.length} characters; at most ${maxLength} are allowed`];
  }
  if (pattern === undefined || new RegExp(pattern).test(value)) return [];
  return [`is ${JSON.stringify(value)}, which does not have the form ${pattern}`];
}

function checkNumber(value: number, { minimum, maximum }: NumberSchema): string[] {
  if (minimum !== undefined && value < minimum) return [`is ${value}; it must be at least ${minimum}`];
  if (maximum !== undefined && value > maximum) return [`is ${value}; it must be at most ${maximum}`];
  return [];
}

function checkList(value: readonly unknown[], { minItems = 0, maxItems, uniqueBy }: ListSchema): string[] {
  const messages: string[] = [];
  if (value.length < minItems) messages.push(`must have at least ${counted(minItems, 'item')}`);
  if (maxItems !== undefined && value.length > maxItems) {
    messages.push(`has ${value.length} items; at most ${maxItems} are allowed`);
  }
  const twice = uniqueBy === undefined ? undefined : findRepeated(value, uniqueBy);
  if (twice !== undefined) messages.push(`names ${twice} more than once`);
  return messages;
}

function findRepeated(items: readonly unknown[], keys: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (const item of items) {
    const parts =
      keys.length === 0 ? [item] : keys.map((key) => (isRecord(item) ? (item[key] ?? null) : item));
    const id = JSON.stringify(parts);
    if (seen.has(id)) return parts.map((part) => JSON.stringify(part)).join(', ');
    seen.add(id);
  }
  return undefined;
}

function checkMap(value: Record<string, unknown>, { minEntries = 0, maxEntries }: MapSchema): string[] {
  const count = Object.keys(value).length;
  if (count < minEntries) return [`must have at least ${counted(minEntries, 'entry')}`];
  return maxEntries !== undefined && count > maxEntries
    ? [`has ${count} entries; at most ${maxEntries} are allowed`]
    : [];
}

function checkPresence(
  value: Record<string, unknown>,
  { required = [], exclusive = [] }: ObjectSchema,
  steps: Steps,
): LimitProblem[] {
  const isSet = (name: string): boolean => value[name] !== undefined && value[name] !== null;
  const missing = required
    .filter((name) => !isSet(name))
    .map((name) => problem([...steps, name], 'is missing'));
  const clashes = exclusive
    .map((group) => group.filter(isSet))
    .flatMap(([first = '', ...others]) =>
      others.map((name) => problem([...steps, name], `cannot be set together with ${first}`)),
    );
  return [...missing, ...clashes];
}

/** Conditions are asked of well-formed values only, and never see a null field: it means the same as none. */
function checkConditions(value: unknown, schema: Schema): string[] {
  const { checks = [] } = schema;
  if (checks.length === 0 || checkSchema(value, schema).some(({ kind }) => kind === 'wrong-type')) return [];
  const given = withoutNulls(value);
  return checks.filter(({ holds }) => !holds(given as never)).map(({ message }) => message);
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(kept.map(([name, item]) => [name, withoutNulls(item)]));
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
