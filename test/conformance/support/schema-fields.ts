import type { ConfigKindName } from '@/lib/mesh/config/kinds';
import { objectSchemaOf } from '@/lib/mesh/config/object-schema';
import type { ObjectSchema, Schema } from '@/lib/mesh/config/schema/schema';

/** A field of a kind; one mapping that stands in several places is listed where it stands first. */
export interface SchemaField {
  kind: ConfigKindName;
  path: string;
  owner: ObjectSchema;
  name: string;
}

/** What every object has; these say who it is, not what it wants. */
const FRAME = ['apiVersion', 'kind', 'metadata', 'status'];

/** Every field of a kind's schema. */
export function listFields(kind: ConfigKindName): SchemaField[] {
  const fields: SchemaField[] = [];
  const seen = new Set<Schema>();
  const walk = (schema: Schema, path: string): void => {
    if (schema.type === 'list') walk(schema.item, `${path}[]`);
    else if (schema.type === 'map') walk(schema.value, `${path}{}`);
    if (schema.type !== 'object' || seen.has(schema)) return;
    seen.add(schema);
    for (const [name, child] of Object.entries(schema.fields)) {
      if (path === '' && FRAME.includes(name)) continue;
      const below = path === '' ? name : `${path}.${name}`;
      fields.push({ kind, path: below, owner: schema, name });
      walk(child, below);
    }
  };
  const schema = objectSchemaOf(kind);
  if (schema !== undefined) walk(schema, '');
  return fields;
}

/** A field of an object that is set, and the object without it. */
export interface SetField {
  owner: ObjectSchema;
  name: string;
  without: () => unknown;
}

/** Every field that a value sets, as far as its schema knows it. */
export function listSetFields(schema: Schema, value: unknown): SetField[] {
  if (value === null || value === undefined) return [];
  if (schema.type === 'list' && Array.isArray(value)) {
    return value.flatMap((item, index) =>
      listSetFields(schema.item, item).map((field) => ({
        ...field,
        without: () => value.with(index, field.without()),
      })),
    );
  }
  if (typeof value !== 'object') return [];
  const record = value as Readonly<Record<string, unknown>>;
  const inside = (child: Schema, name: string) =>
    listSetFields(child, record[name]).map((field) => ({
      ...field,
      without: () => ({ ...record, [name]: field.without() }),
    }));
  if (schema.type === 'map') return Object.keys(record).flatMap((name) => inside(schema.value, name));
  if (schema.type !== 'object') return [];
  return Object.entries(schema.fields).flatMap(([name, child]) => {
    if (record[name] === undefined) return [];
    const { [name]: _gone, ...others } = record;
    return [{ owner: schema, name, without: () => others }, ...inside(child, name)];
  });
}
