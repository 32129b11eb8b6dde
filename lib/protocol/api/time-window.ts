import * as z from 'zod/mini';

/**
 * The window of a query: `window` seconds up to now, or from `from` to `to` (epoch milliseconds, `to` defaults to now).
 * Without any the last 60 seconds.
 */
export const timeWindowQuery = {
  window: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(31_536_000))),
  from: z.optional(z.coerce.number().check(z.int(), z.gte(0))),
  to: z.optional(z.coerce.number().check(z.int(), z.gte(0))),
};

/** Comma-separated names in a query string; absent or empty means all. */
export const listQuery = z.pipe(
  z.optional(z.string()),
  z.transform((text) =>
    text === undefined || text === '' ? [] : text.split(',').filter((part) => part !== ''),
  ),
);

/** The window that was answered, epoch milliseconds. */
export const answeredWindow = { from: z.number(), to: z.number() };
