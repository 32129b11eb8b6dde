import * as z from 'zod/mini';
import { defineEndpoint } from './endpoint';

const metadata = z.object({
  name: z.string(),
  namespace: z.optional(z.string()),
  labels: z.optional(z.record(z.string(), z.string())),
});

/** GET /api/registry */
export const getRegistry = defineEndpoint({
  method: 'GET',
  path: '/api/registry',
  summary:
    'What runs, as a cluster would list it: Services, Pods and, for hosts outside the mesh, ServiceEntries.',
  query: z.object({}),
  response: z.object({
    /** Counts the changes of the registry. */
    revision: z.number(),
    objects: z.array(
      z.object({
        apiVersion: z.string(),
        kind: z.string(),
        metadata,
        spec: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
});
