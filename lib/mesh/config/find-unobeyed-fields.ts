import type { ConfigKindName } from './kinds';
import { objectSchemaOf } from './object-schema';
import type { ObjectSchema, Schema } from './schema/schema';
import { UNOBEYED_FIELDS, type UnobeyedField } from './unobeyed-fields';

/** A field of an object that is not carried out, and where it stands. */
export interface FoundUnobeyed {
  /** `spec.http[0].fault.abort.http2Error`; empty for the whole object. */
  path: string;
  field: UnobeyedField;
}

/** By the mapping a field stands in: one that several places share means the same in all of them. */
type Marks = ReadonlyMap<ObjectSchema, ReadonlyMap<string, UnobeyedField>>;

const marksOfKind = new Map<ConfigKindName, Marks>();

/** The fields of an object that no agent carries out, of those a user should hear of. */
export function findUnobeyedFields(kind: ConfigKindName, spec: unknown): FoundUnobeyed[] {
  const whole = UNOBEYED_FIELDS.find((field) => field.kind === kind && field.path === '');
  if (whole !== undefined) return whole.isQuiet === true ? [] : [{ path: '', field: whole }];
  const schema = objectSchemaOf(kind)?.fields.spec;
  const found: FoundUnobeyed[] = [];
  if (schema !== undefined) collect(schema, spec, 'spec', obtainMarks(kind), found);
  return found;
}

function obtainMarks(kind: ConfigKindName): Marks {
  const known = marksOfKind.get(kind);
  if (known !== undefined) return known;
  const marks = new Map<ObjectSchema, Map<string, UnobeyedField>>();
  for (const field of UNOBEYED_FIELDS.filter((one) => one.kind === kind && one.path !== '')) {
    const place = findFieldOwner(kind, field.path);
    if (place === undefined) throw new Error(`${kind} has no field ${field.path}`);
    marks.set(place.owner, (marks.get(place.owner) ?? new Map()).set(place.name, field));
  }
  marksOfKind.set(kind, marks);
  return marks;
}

/** The mapping that a field stands in, by the path schemas give it. */
export function findFieldOwner(
  kind: ConfigKindName,
  path: string,
): { owner: ObjectSchema; name: string } | undefined {
  const names = path.split('.').map((part) => part.replaceAll(/\[\]|\{\}/g, ''));
  const last = names.pop() ?? '';
  let owner: Schema | undefined = objectSchemaOf(kind);
  for (const name of names) owner = owner?.type === 'object' ? unwrap(owner.fields[name]) : undefined;
  return owner?.type === 'object' && last in owner.fields ? { owner, name: last } : undefined;
}

function unwrap(schema: Schema | undefined): Schema | undefined {
  if (schema?.type === 'list') return unwrap(schema.item);
  return schema?.type === 'map' ? unwrap(schema.value) : schema;
}

function collect(schema: Schema, value: unknown, path: string, marks: Marks, found: FoundUnobeyed[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (schema.type === 'list' && Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      collect(schema.item, item, `${path}[${index}]`, marks, found);
    }
  } else if (schema.type === 'map') {
    for (const [key, item] of Object.entries(value)) {
      collect(schema.value, item, `${path}.${key}`, marks, found);
    }
  } else if (schema.type === 'object') collectFields(schema, value, path, marks, found);
}

type Fields = Readonly<Record<string, unknown>>;

function collectFields(
  schema: ObjectSchema,
  value: object,
  path: string,
  marks: Marks,
  found: FoundUnobeyed[],
): void {
  const own = marks.get(schema);
  for (const [name, child] of Object.entries(schema.fields)) {
    const item = (value as Fields)[name];
    if (item === undefined || item === null) continue;
    const field = own?.get(name);
    const below = `${path}.${name}`;
    if (field === undefined || field.isQuiet === true) collect(child, item, below, marks, found);
    else if (item !== field.harmless && field.isObeyedIn?.(value as Fields) !== true)
      found.push({ path: below, field });
  }
}
