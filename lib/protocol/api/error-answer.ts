import * as z from 'zod/mini';
import { ERROR_CODES } from '../error-code';

/** The body of every answer that is not a success. */
export const errorAnswerSchema = z.object({
  error: z.object({ code: z.enum(ERROR_CODES), message: z.string(), details: z.optional(z.unknown()) }),
});
