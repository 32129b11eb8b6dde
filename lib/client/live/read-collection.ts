import type * as z from 'zod';
import type { LiveDocument } from '@/lib/protocol/live/document';

const parsed = new WeakMap<z.ZodType, WeakMap<object, unknown>>();
const REFUSED = Symbol('refused');

/** The items of a collection, checked once each: unchanged items keep their identity from delta to delta. */
export function readCollection<S extends z.ZodType>(
  document: LiveDocument | undefined,
  name: string,
  schema: S,
): readonly z.output<S>[] {
  const items: z.output<S>[] = [];
  for (const item of Object.values(document?.[name] ?? {})) {
    const value = parseItem(item, schema);
    if (value !== REFUSED) items.push(value as z.output<S>);
  }
  return items;
}

function parseItem(item: unknown, schema: z.ZodType): unknown {
  if (typeof item !== 'object' || item === null) return REFUSED;
  const cache = parsed.get(schema) ?? new WeakMap<object, unknown>();
  parsed.set(schema, cache);
  if (cache.has(item)) return cache.get(item);
  const result = schema.safeParse(item);
  const value = result.success ? result.data : REFUSED;
  cache.set(item, value);
  return value;
}
