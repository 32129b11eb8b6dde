import { CONFIG_KINDS } from '../kinds';
import { DESCRIBED_KINDS, objectSchemaOf } from '../object-schema';
import type { ObjectSchema, Schema } from '../schema/schema';
import { describeType, documentSchema, schemaAt, topValue } from './schema-at';
import { findYamlPlace, type YamlPlace } from './yaml-place';

/** Something that can be put at the cursor. */
export interface Completion {
  label: string;
  type: 'field' | 'value';
  /** What sort of value the field takes, or what the value is for. */
  detail: string;
  doc?: string;
  /** Set when the field has been replaced; says by what. */
  deprecated?: string;
  isRequired: boolean;
  /** Replaces the text from `from` to `to`. */
  insert: string;
  from: number;
  to: number;
}

/** What fits at `offset` of a YAML text, however much of it is written: fields, words, kinds and versions. */
export function complete(text: string, offset: number): Completion[] {
  const place = findYamlPlace(text, offset);
  if (place === undefined) return [];
  if (place.field !== undefined) return completeValue(place, place.field);
  // Without a kind only what all kinds share is known: the top and the metadata.
  const isFrame = place.parents.length === 0 || place.parents[0] === 'metadata';
  const root = documentSchema(place.document) ?? (isFrame ? objectSchemaOf('VirtualService') : undefined);
  const schema = schemaAt(root, place.parents);
  if (schema?.type === 'object') return completeFields(place, schema);
  if (schema?.type === 'list') return completeItem(place, schema.item);
  return schema === undefined ? [] : valuesOf(schema).map((value) => offerValue(place, value, schema));
}

/** A list without its dash yet: the dash comes with the first field. */
function completeItem(place: YamlPlace, item: Schema): Completion[] {
  const inner = { ...place, indent: place.indent + 2, siblings: [] };
  const offers =
    item.type === 'object'
      ? completeFields(inner, item)
      : valuesOf(item).map((value) => offerValue(inner, value, item));
  return offers.map((offer) => ({ ...offer, insert: `- ${offer.insert}` }));
}

function completeFields(place: YamlPlace, schema: ObjectSchema): Completion[] {
  const taken = new Set(place.siblings);
  return Object.entries(schema.fields)
    .filter(([name]) => !taken.has(name))
    .map(([name, field]) => offerField(place, name, field, schema.required?.includes(name) === true))
    .sort((a, b) => Number(b.isRequired) - Number(a.isRequired) || rank(a) - rank(b));
}

/** Replaced fields come last, otherwise the order of the schema holds. */
function rank({ deprecated }: Completion): number {
  return deprecated === undefined ? 0 : 1;
}

function offerField(place: YamlPlace, name: string, field: Schema, isRequired: boolean): Completion {
  return {
    label: name,
    type: 'field',
    detail: describeType(field),
    ...(field.doc === undefined ? {} : { doc: field.doc }),
    ...(field.deprecated === undefined ? {} : { deprecated: field.deprecated }),
    isRequired,
    insert: `${name}:${openingOf(field, place.indent)}`,
    from: place.from,
    to: place.to,
  };
}

/** What follows the colon: a blank, or a new line where the value begins. */
function openingOf(field: Schema, indent: number): string {
  const deeper = `\n${' '.repeat(indent + 2)}`;
  if (field.type === 'object' || field.type === 'map') return deeper;
  return field.type === 'list' ? `${deeper}- ` : ' ';
}

function completeValue(place: YamlPlace, field: string): Completion[] {
  if (place.parents.length === 0 && field === 'kind')
    return kindsFor(place).map((kind) => offerValue(place, kind));
  if (place.parents.length === 0 && field === 'apiVersion') {
    return versionsFor(place).map((version) => offerValue(place, version));
  }
  const schema = schemaAt(documentSchema(place.document), [...place.parents, field]);
  return schema === undefined ? [] : valuesOf(schema).map((value) => offerValue(place, value, schema));
}

function kindsFor({ document }: YamlPlace): string[] {
  const apiVersion = topValue(document, 'apiVersion');
  const kinds = DESCRIBED_KINDS.map((name) => CONFIG_KINDS[name]);
  const fitting = kinds.filter(({ group, versions }) =>
    versions.some((version) => (group === '' ? version : `${group}/${version}`) === apiVersion),
  );
  return [...new Set((fitting.length === 0 ? kinds : fitting).map(({ kind }) => kind))];
}

/** Newest first; of one kind when the document names it. */
function versionsFor({ document }: YamlPlace): string[] {
  const kind = topValue(document, 'kind');
  const kinds = DESCRIBED_KINDS.map((name) => CONFIG_KINDS[name]);
  const named = kinds.filter((candidate) => candidate.kind === kind);
  const versions = (named.length === 0 ? kinds : named).flatMap(({ group, versions: own }) =>
    [...own].reverse().map((version) => (group === '' ? version : `${group}/${version}`)),
  );
  return [...new Set(versions)];
}

function valuesOf(schema: Schema): readonly string[] {
  if (schema.type === 'boolean') return ['true', 'false'];
  return schema.type === 'string' ? (schema.values ?? []).filter((value) => value !== '') : [];
}

function offerValue(place: YamlPlace, value: string, schema?: Schema): Completion {
  return {
    label: value,
    type: 'value',
    detail: schema === undefined ? '' : describeType(schema),
    ...(schema?.doc === undefined ? {} : { doc: schema.doc }),
    isRequired: false,
    insert: place.isTight ? ` ${value}` : value,
    from: place.from,
    to: place.to,
  };
}
