/**
 * The shape of a configuration kind as data: what the parser checks, the editor completes and explains, and TypeScript
 * infers the type of a spec from. Unknown fields are kept and reported apart, never lost.
 */
export type Schema =
  | StringSchema
  | NumberSchema
  | BooleanSchema
  | DurationSchema
  | AnySchema
  | ListSchema
  | MapSchema
  | ObjectSchema;

interface Documented {
  /** One sentence for the editor. */
  doc?: string;
  /** Set when the field has been replaced; says by what. */
  deprecated?: string;
  /** What an API server asks of the value beyond its shape. */
  checks?: readonly SchemaCheck[];
}

/** A condition on a value that no other part of a schema can say. */
export interface SchemaCheck {
  /** What must hold, as the end of "spec.x ...": `needs a selector`. */
  message: string;
  /** Only called with values of the right shape. */
  holds: (value: never) => boolean;
}

export interface StringSchema<Value extends string = string> extends Documented {
  type: 'string';
  values?: readonly Value[];
  minLength?: number;
  maxLength?: number;
  /** A regular expression of our own that some part of the value must match. */
  pattern?: string;
}

export interface NumberSchema extends Documented {
  type: 'integer' | 'number';
  minimum?: number;
  maximum?: number;
}

export interface BooleanSchema extends Documented {
  type: 'boolean';
}

/** A protobuf duration: `5s`, `1h30m`. */
export interface DurationSchema extends Documented {
  type: 'duration';
}

export interface AnySchema extends Documented {
  type: 'any';
}

export interface ListSchema<Item extends Schema = Schema> extends Documented {
  type: 'list';
  item: Item;
  minItems?: number;
  maxItems?: number;
  /** Fields that together tell the items apart; empty for items that must differ as a whole. */
  uniqueBy?: readonly string[];
}

export interface MapSchema<Value extends Schema = Schema> extends Documented {
  type: 'map';
  value: Value;
  minEntries?: number;
  maxEntries?: number;
}

export interface ObjectSchema<Fields extends SchemaFields = SchemaFields> extends Documented {
  type: 'object';
  fields: Fields;
  /** Fields an API server insists on; to types all are optional, as half-written objects must be read too. */
  required?: readonly string[];
  /** Groups of fields of which at most one may be set. */
  exclusive?: readonly (readonly string[])[];
}

/** Fields by name. */
export interface SchemaFields {
  readonly [name: string]: Schema;
}

/** The TypeScript type of what a schema describes. */
export type Infer<S> =
  S extends StringSchema<infer Value>
    ? Value
    : S extends NumberSchema
      ? number
      : S extends BooleanSchema
        ? boolean
        : S extends DurationSchema
          ? string
          : S extends ListSchema<infer Item>
            ? readonly Infer<Item>[]
            : S extends MapSchema<infer Value>
              ? Readonly<Record<string, Infer<Value>>>
              : S extends ObjectSchema<infer Fields>
                ? { readonly [Name in keyof Fields]?: Infer<Fields[Name]> }
                : unknown;

/** Text. */
export function text(doc?: string): StringSchema {
  return documented({ type: 'string' }, doc);
}

/** One of a few words. */
export function oneOf<const Value extends string>(
  values: readonly Value[],
  doc?: string,
): StringSchema<Value> {
  return documented({ type: 'string', values }, doc);
}

/** A whole number. */
export function whole(doc?: string): NumberSchema {
  return documented({ type: 'integer' }, doc);
}

/** Any number. */
export function decimal(doc?: string): NumberSchema {
  return documented({ type: 'number' }, doc);
}

/** True or false. */
export function flag(doc?: string): BooleanSchema {
  return documented({ type: 'boolean' }, doc);
}

/** A length of time. */
export function duration(doc?: string): DurationSchema {
  return documented({ type: 'duration' }, doc);
}

/** Anything at all. */
export function anything(doc?: string): AnySchema {
  return documented({ type: 'any' }, doc);
}

/** A list. */
export function list<Item extends Schema>(item: Item, doc?: string): ListSchema<Item> {
  return documented({ type: 'list', item }, doc);
}

/** A mapping from names the user chooses. */
export function map<Value extends Schema>(value: Value, doc?: string): MapSchema<Value> {
  return documented({ type: 'map', value }, doc);
}

/** A mapping with fixed names. */
export function object<Fields extends SchemaFields>(fields: Fields, doc?: string): ObjectSchema<Fields> {
  return documented({ type: 'object', fields }, doc);
}

/** The same schema, marked as replaced. */
export function deprecated<S extends Schema>(schema: S, by: string): S {
  return { ...schema, deprecated: by };
}

/** The same schema with bounds, as an API server checks them. */
export function limited<S extends Schema>(schema: S, limits: Partial<Omit<S, 'type' | 'doc'>>): S {
  return { ...schema, ...limits };
}

/** The same mapping, of which some fields must be there. */
export function requiring<S extends ObjectSchema>(schema: S, ...required: string[]): S {
  return { ...schema, required: [...(schema.required ?? []), ...required] };
}

/** The same schema with another explanation. */
export function explained<S extends Schema>(schema: S, doc: string): S {
  return { ...schema, doc };
}

/** A port number. */
export function portNumber(doc?: string): NumberSchema {
  return limited(whole(doc), { minimum: 1, maximum: 65_535 });
}

function documented<S extends Schema>(schema: S, doc: string | undefined): S {
  return doc === undefined ? schema : { ...schema, doc };
}
