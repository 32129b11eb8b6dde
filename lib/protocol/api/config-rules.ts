import * as z from 'zod/mini';
import { defineEndpoint } from './endpoint';

/** GET /api/config/rules */
export const listConfigRules = defineEndpoint({
  method: 'GET',
  path: '/api/config/rules',
  summary:
    'Every rule the configuration is judged by: why it matters, its codes elsewhere, and its documentation.',
  query: z.object({}),
  response: z.object({
    rules: z.array(
      z.object({
        name: z.string(),
        codes: z.array(z.string()),
        severity: z.enum(['error', 'warning', 'info']),
        /** One sentence: what happens to traffic when this stands. */
        why: z.string(),
        docs: z.string(),
      }),
    ),
  }),
});
