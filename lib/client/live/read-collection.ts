import type * as z from 'zod/mini';
import type { LiveDocument } from '@/lib/protocol/live/document';

const parsed = new WeakMap<z.ZodMiniType, WeakMap<object, unknown>>();

/** The items of a collection, checked once each: unchanged items keep their identity from delta to delta. */
export function readCollection<S extends z.ZodMiniType>(
  document: LiveDocument | undefined,
  name: string,
  schema: S,
): readonly z.output<S>[] {
  const items: z.output<S>[] = [];
  for (const item of Object.values(document?.[name] ?? {})) {
    const value = readItem(item, schema);
    if (value !== undefined) items.push(value);
  }
  return items;
}

/** One item, checked; undefined when it is not what the schema says. */
export function readItem<S extends z.ZodMiniType>(item: unknown, schema: S): z.output<S> | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const cache = parsed.get(schema) ?? new WeakMap<object, unknown>();
  parsed.set(schema, cache);
  if (!cache.has(item)) cache.set(item, schema.safeParse(item).data);
  return cache.get(item) as z.output<S> | undefined;
}
