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
  summary: 'What a graph shows beside traffic: findings now, and rollouts under way in a window.',
  query: z.object(timeWindowQuery),
  response: z.object({
    findings: z.array(signFindingSchema),
    rollouts: z.array(
      z.pick(rolloutItemSchema, {
        id: true,
        service: true,
        stable: true,
        canary: true,
        phase: true,
        canaryPercent: true,
      }),
    ),
  }),
});

export type GraphSigns = z.infer<typeof getGraphSigns.response>;
