import * as z from 'zod/mini';
import { defineEndpoint } from './endpoint';
import { rolloutItemSchema } from './rollouts';
import { timeWindowQuery } from './time-window';

/** What is wrong with configuration that names a service or a workload, by severity. */
export const signFindingSchema = z.object({
  /** Node id: `service:<namespace>/<name>` or `workload:<namespace>/<name>`. */
  of: z.string(),
  error: z.number(),
  warning: z.number(),
});

/** GET /api/graph/signs */
export const getGraphSigns = defineEndpoint({
  method: 'GET',
  path: '/api/graph/signs',
  summary:
    'What a graph shows beside traffic at the end of a window: findings, and rollouts under way in it.',
  query: z.object(timeWindowQuery),
  response: z.object({
    findings: z.array(signFindingSchema),
    /** False for moments so long ago that nobody remembers who was in the mesh: nothing can be said of its configuration. */
    knowsFindings: z.boolean(),
    /** The revision of the configuration that held, where it is not the one that holds now. */
    pastRevision: z.nullable(z.number()),
    rollouts: z.array(
      z.pick(rolloutItemSchema, {
        id: true,
        service: true,
        stable: true,
        canary: true,
        canaryPercent: true,
      }),
    ),
  }),
});

export type GraphSigns = z.infer<typeof getGraphSigns.response>;
