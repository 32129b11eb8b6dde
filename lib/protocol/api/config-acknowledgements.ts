import * as z from 'zod/mini';
import { acknowledgedSchema, CONFIG_LIMITS } from './config';
import { defineEndpoint } from './endpoint';

const key = z.string().check(z.minLength(1), z.maxLength(4_096));

/** A finding that somebody let stand. */
export const acknowledgementSchema = z.extend(acknowledgedSchema, {
  key,
  /** What the finding said when it was acknowledged. */
  message: z.string(),
  /** `standing` while it silences a finding, `expired` when the finding is back, `solved` when there is none any more. */
  state: z.enum(['standing', 'expired', 'solved']),
});

/** GET /api/config/acknowledgements: `meshscope analyze --acknowledged` takes the answer as a file. */
export const listAcknowledgements = defineEndpoint({
  method: 'GET',
  path: '/api/config/acknowledgements',
  summary: 'The findings that somebody let stand, with the reason and until when.',
  query: z.object({}),
  response: z.object({ acknowledgements: z.array(acknowledgementSchema) }),
});

/** PUT /api/config/acknowledgements; a key that no finding has is `not_found`. */
export const putAcknowledgement = defineEndpoint({
  method: 'PUT',
  path: '/api/config/acknowledgements',
  summary: 'Lets a finding stand, for a reason and until a time; replaces what was said of it before.',
  query: z.object({}),
  body: z.object({
    key,
    reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(CONFIG_LIMITS.reasonLength)),
    /** Epoch milliseconds, after now; null for as long as the finding is there. */
    expiresAt: z._default(z.nullable(z.number().check(z.int(), z.gte(0))), null),
  }),
  response: acknowledgementSchema,
});

/** DELETE /api/config/acknowledgements */
export const deleteAcknowledgement = defineEndpoint({
  method: 'DELETE',
  path: '/api/config/acknowledgements',
  summary: 'Takes an acknowledgement back: the finding counts again.',
  query: z.object({ key }),
  response: z.object({ key }),
});

export type ConfigAcknowledgement = z.infer<typeof acknowledgementSchema>;
