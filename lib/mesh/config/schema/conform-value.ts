import type { Infer, Schema } from './schema';

/**
 * What of `value` fits `schema`: fields of another type are left out, list items of another type become empty ones so
 * that indices stay. What does not fit is a finding of its own; nothing that reads the result can trip over it.
 */
export function conformValue<S extends Schema>(value: unknown, schema: S): Infer<S> | undefined {
  return conform(value, schema) as Infer<S> | undefined;
}

function conform(value: unknown, schema: Schema): unknown {
  if (value === undefined || value === null) return undefined;
  switch (schema.type) {
    case 'any':
      return value;
    case 'string':
    case 'duration':
      return typeof value === 'object' ? undefined : String(value);
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'integer':
    case 'number':
      return toNumber(value);
    case 'list':
      return Array.isArray(value)
        ? value.map((item) => conform(item, schema.item) ?? emptyOf(schema.item))
        : undefined;
    case 'map':
      return isRecord(value)
        ? conformEntries(
            Object.entries(value).map(([key, item]) => [
              key,
              conform(item, schema.value) ?? emptyOf(schema.value),
            ]),
          )
        : undefined;
    case 'object':
      return isRecord(value)
        ? conformEntries(
            Object.entries(schema.fields).map(([name, field]) => [name, conform(value[name], field)]),
          )
        : undefined;
  }
}

function conformEntries(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const fitting: Record<string, unknown> = {};
  for (const [key, value] of entries) if (value !== undefined) fitting[key] = value;
  return fitting;
}

function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))
    ? Number(value)
    : undefined;
}

function emptyOf(schema: Schema): unknown {
  switch (schema.type) {
    case 'string':
    case 'duration':
      return '';
    case 'list':
      return [];
    case 'map':
    case 'object':
      return {};
    default:
      return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
