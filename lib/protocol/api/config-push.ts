import * as z from 'zod/mini';
import { positionSchema } from './config';
import { defineEndpoint } from './endpoint';

/** What one agent has of the configuration; times are epoch milliseconds, null before anything happened. */
export const agentPushSchema = z.object({
  agentId: z.string(),
  workload: z.string(),
  namespace: z.string(),
  role: z.enum(['sidecar', 'gateway']),
  connected: z.boolean(),
  /** `pending` until it answers; `refused` while the last good one keeps serving; `offline` without a connection. */
  state: z.enum(['synced', 'pending', 'refused', 'offline']),
  wantedRevision: z.number(),
  ackedRevision: z.number(),
  nackReason: z.nullable(z.string()),
  sentAt: z.nullable(z.number()),
  answeredAt: z.nullable(z.number()),
  /** Objects and services it is sent, of all there are. */
  objects: z.number(),
  services: z.number(),
});

/** How many agents are in each state. */
export const pushCountsSchema = z.object({
  synced: z.number(),
  pending: z.number(),
  refused: z.number(),
  offline: z.number(),
});

/** How the configuration stands as a whole: `meta.push` of the live topic `config`. */
export const pushSummarySchema = z.object({
  /** Of the configuration's history. */
  revision: z.number(),
  /** What agents are to acknowledge: counts changes of services too. */
  pushRevision: z.number(),
  /** Objects and services of the whole mesh. */
  objects: z.number(),
  services: z.number(),
  counts: pushCountsSchema,
});

/** GET /api/config/push: also the live topic `config`, with the collections `agents` and `meta`. */
export const getConfigPush = defineEndpoint({
  method: 'GET',
  path: '/api/config/push',
  summary: 'Which agent has which revision, and why one refused it.',
  query: z.object({}),
  response: z.extend(pushSummarySchema, { agents: z.array(agentPushSchema) }),
});

/** GET /api/config/sync */
export const getConfigSync = defineEndpoint({
  method: 'GET',
  path: '/api/config/sync',
  summary: 'The directory that is kept in step with the configuration, and what could not be.',
  query: z.object({}),
  response: z.object({
    /** Null when the console was started without --config-dir. */
    directory: z.nullable(z.string()),
    mode: z.nullable(z.enum(['source', 'mirror', 'both'])),
    lastSyncAt: z.nullable(z.number()),
    /** Why nothing is kept in step at the moment. */
    error: z.nullable(z.string()),
    conflicts: z.array(
      z.object({
        file: z.string(),
        /** Empty for a file that cannot be read. */
        key: z.string(),
        message: z.string(),
        position: z.nullable(positionSchema),
      }),
    ),
  }),
});

export type AgentPush = z.infer<typeof agentPushSchema>;
export type ConfigPush = z.infer<typeof getConfigPush.response>;
export type ConfigSync = z.infer<typeof getConfigSync.response>;
