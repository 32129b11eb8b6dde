import { CONFIG_KINDS, type ConfigKindName } from '../kinds';
import { DESCRIBED_KINDS, objectSchemaOf } from '../object-schema';
import type { ObjectSchema, Schema } from '../schema/schema';

/** The kind a half-written document names; undefined while it names none the mesh knows. */
function kindOfText(document: string): ConfigKindName | undefined {
  const kind = topValue(document, 'kind');
  const apiVersion = topValue(document, 'apiVersion');
  const named = DESCRIBED_KINDS.filter((name) => CONFIG_KINDS[name].kind === kind);
  if (apiVersion === undefined) return named[0];
  const group = apiVersion.slice(0, Math.max(0, apiVersion.lastIndexOf('/')));
  return named.find((name) => CONFIG_KINDS[name].group === group);
}

/** The value of a field at the top of a document. */
export function topValue(document: string, field: string): string | undefined {
  return new RegExp(`^${field}:[ \\t]*["']?([\\w./-]+)`, 'm').exec(document)?.[1];
}

/** The schema at the end of a path of field names and `[]`; undefined where there is none. */
export function schemaAt(root: Schema | undefined, path: readonly string[]): Schema | undefined {
  let schema = root;
  for (const step of path) {
    if (schema?.type === 'list' && step === '[]') schema = schema.item;
    else if (schema?.type === 'map') schema = schema.value;
    else if (schema?.type === 'object' && Object.hasOwn(schema.fields, step)) schema = schema.fields[step];
    else return undefined;
  }
  return schema;
}

/** The schema of a document: of its kind, or what all kinds share. */
export function documentSchema(document: string): ObjectSchema | undefined {
  const kind = kindOfText(document);
  return kind === undefined ? undefined : objectSchemaOf(kind);
}

/** What sort of value a schema asks for, in a word or two. */
export function describeType(schema: Schema): string {
  switch (schema.type) {
    case 'string':
      return schema.values === undefined ? 'text' : 'one of';
    case 'integer':
      return 'whole number';
    case 'number':
      return 'number';
    case 'boolean':
      return 'true or false';
    case 'duration':
      return 'duration';
    case 'list':
      return `list of ${describeType(schema.item)}`;
    case 'map':
      return `mapping to ${describeType(schema.value)}`;
    case 'object':
      return 'mapping';
    case 'any':
      return 'anything';
    default:
      return schema satisfies never;
  }
}
