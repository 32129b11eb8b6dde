import * as z from 'zod';

/**
 * The window of a query: `window` seconds up to now, or from `from` to `to` (epoch milliseconds, `to` defaults to now).
 * Without any the last 60 seconds.
 */
export const timeWindowQuery = {
  window: z.coerce.number().int().min(1).max(31_536_000).optional(),
  from: z.coerce.number().int().min(0).optional(),
  to: z.coerce.number().int().min(0).optional(),
};

/** Comma-separated names in a query string; absent or empty means all. */
export const listQuery = z
  .string()
  .optional()
  .transform((text) =>
    text === undefined || text === '' ? [] : text.split(',').filter((part) => part !== ''),
  );

/** The window that was answered, epoch milliseconds. */
export const answeredWindow = { from: z.number(), to: z.number() };
