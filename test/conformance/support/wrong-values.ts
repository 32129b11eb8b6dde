import type { ListSchema, MapSchema, Schema } from '@/lib/mesh/config/schema/schema';

/** A value that a field must not have. */
export interface WrongValue {
  title: string;
  value: unknown;
  /** Where the finding stands, below the field. */
  below?: string;
}

const SHAPES = { list: ['a'], mapping: { a: 'b' }, text: 'no such thing', number: 1.5, truth: true } as const;
const OWN_SHAPE: Readonly<Record<Schema['type'], keyof typeof SHAPES | undefined>> = {
  object: 'mapping',
  map: 'mapping',
  list: 'list',
  string: 'text',
  boolean: 'truth',
  number: 'number',
  integer: undefined,
  duration: undefined,
  any: undefined,
};

/** A value of every shape but the field's own; half a whole number and a text that is no duration are other shapes. */
export function valuesOfOtherShapes(schema: Schema): WrongValue[] {
  return Object.entries(SHAPES)
    .filter(([name]) => name !== OWN_SHAPE[schema.type])
    .map(([title, value]) => ({ title, value }));
}

/** Values of the right shape beyond every limit that the schema sets. */
export function valuesBeyondLimits(schema: Schema): WrongValue[] {
  switch (schema.type) {
    case 'string':
      return [
        ...(schema.values === undefined ? [] : [{ title: 'another word', value: 'no-such-word' }]),
        ...((schema.minLength ?? 0) > 0 ? [{ title: 'an empty text', value: '' }] : []),
        ...(schema.maxLength === undefined
          ? []
          : [{ title: 'too long a text', value: 'a'.repeat(schema.maxLength + 1) }]),
      ];
    case 'integer':
    case 'number':
      return [
        ...(schema.minimum === undefined ? [] : [{ title: 'too small a number', value: schema.minimum - 1 }]),
        ...(schema.maximum === undefined ? [] : [{ title: 'too large a number', value: schema.maximum + 1 }]),
      ];
    case 'list':
      return beyondList(schema);
    case 'map':
      return beyondMap(schema);
    default:
      return [];
  }
}

function beyondList({ minItems = 0, maxItems, item }: ListSchema): WrongValue[] {
  return [
    ...(minItems > 0 ? [{ title: 'an empty list', value: [] }] : []),
    ...(maxItems === undefined
      ? []
      : [
          {
            title: 'too many items',
            value: Array.from({ length: maxItems + 1 }, (_, at) => valueFor(item, at)),
          },
        ]),
    { title: 'an empty item', value: [null], below: '[0]' },
  ];
}

function beyondMap({ maxEntries, value }: MapSchema): WrongValue[] {
  if (maxEntries === undefined) return [];
  const entries = Array.from({ length: maxEntries + 1 }, (_, at) => [`a${at}`, valueFor(value, at)]);
  return [{ title: 'too many entries', value: Object.fromEntries(entries) }];
}

/** Some value of the right shape, another one at each place of a list. */
export function valueFor(schema: Schema, at: number): unknown {
  switch (schema.type) {
    case 'string':
      return schema.values?.[at] ?? `a${at}`;
    case 'integer':
    case 'number':
      return at + 1;
    case 'boolean':
      return true;
    case 'duration':
      return `${at + 1}s`;
    case 'list':
      return [];
    default:
      return {};
  }
}
