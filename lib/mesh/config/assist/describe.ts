import type { Schema } from '../schema/schema';
import { describeType, documentSchema, schemaAt } from './schema-at';
import { findYamlPlace } from './yaml-place';

/** What the field under the cursor is for. */
export interface FieldDescription {
  name: string;
  /** Names of the fields down to it, as in `spec.http[].timeout`. */
  path: string;
  /** What sort of value it takes. */
  type: string;
  doc?: string;
  deprecated?: string;
  values?: readonly string[];
  isRequired: boolean;
}

/** Describes the field at `offset` of a YAML text; undefined where there is none, or none that is known. */
export function describe(text: string, offset: number): FieldDescription | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, end < 0 ? text.length : end);
  const colon = /^\s*(?:-[ \t]+)*(?:"[^"]*"|'[^']*'|[^\s#"':][^:#]*?)[ \t]*:(?=\s|$)/.exec(line)?.[0].length;
  // The place behind the colon says which field the line is about, wherever on the line the cursor stands.
  const place = findYamlPlace(text, colon === undefined ? offset : start + colon);
  if (place?.field === undefined) return undefined;
  const root = documentSchema(place.document);
  const schema = schemaAt(root, [...place.parents, place.field]);
  return schema === undefined
    ? undefined
    : describeField(place.field, [...place.parents, place.field], schema, schemaAt(root, place.parents));
}

function describeField(
  name: string,
  path: readonly string[],
  schema: Schema,
  parent: Schema | undefined,
): FieldDescription {
  return {
    name,
    path: path.join('.').replaceAll('.[]', '[]'),
    type: describeType(schema),
    ...(schema.doc === undefined ? {} : { doc: schema.doc }),
    ...(schema.deprecated === undefined ? {} : { deprecated: schema.deprecated }),
    ...(schema.type === 'string' && schema.values !== undefined ? { values: schema.values } : {}),
    isRequired: parent?.type === 'object' && parent.required?.includes(name) === true,
  };
}
