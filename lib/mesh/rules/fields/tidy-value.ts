import { checkSchema } from '../../config/schema/check-schema';
import type { Schema } from '../../config/schema/schema';

/**
 * The parts of a value that have the shape its schema asks for, so that rules may trust its type: other parts, and
 * nulls, become undefined. List items keep their places.
 */
export function tidyValue(value: unknown, schema: Schema): unknown {
  if (value === undefined || value === null) return undefined;
  switch (schema.type) {
    case 'list':
      return Array.isArray(value) ? value.map((item) => tidyValue(item, schema.item)) : undefined;
    case 'map':
      return isRecord(value) ? tidyEntries(value, () => schema.value) : undefined;
    case 'object':
      return isRecord(value)
        ? tidyEntries(value, (name) => (Object.hasOwn(schema.fields, name) ? schema.fields[name] : undefined))
        : undefined;
    default:
      return checkSchema(value, schema).some(({ kind }) => kind === 'wrong-type') ? undefined : value;
  }
}

function tidyEntries(
  value: Record<string, unknown>,
  schemaOf: (name: string) => Schema | undefined,
): Record<string, unknown> {
  const tidy: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    const schema = schemaOf(name);
    const kept = schema === undefined ? undefined : tidyValue(item, schema);
    if (kept !== undefined) tidy[name] = kept;
  }
  return tidy;
}

/** Paths of the empty items of lists and mappings: `- ` with nothing behind it. */
export function findEmptyItems(value: unknown, schema: Schema, path: string): string[] {
  if (schema.type === 'list' && Array.isArray(value)) {
    return value.flatMap((item, index) =>
      item === null ? [`${path}[${index}]`] : findEmptyItems(item, schema.item, `${path}[${index}]`),
    );
  }
  if (!isRecord(value)) return [];
  if (schema.type === 'map') {
    return Object.entries(value).flatMap(([name, item]) =>
      item === null && schema.value.type === 'object'
        ? [`${path}["${name}"]`]
        : findEmptyItems(item, schema.value, `${path}["${name}"]`),
    );
  }
  if (schema.type !== 'object') return [];
  return Object.entries(value).flatMap(([name, item]) => {
    const field = Object.hasOwn(schema.fields, name) ? schema.fields[name] : undefined;
    return field === undefined ? [] : findEmptyItems(item, field, path === '' ? name : `${path}.${name}`);
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
