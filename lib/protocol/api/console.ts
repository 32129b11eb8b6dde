import * as z from 'zod/mini';
import { defineEndpoint } from './endpoint';

/** GET /api/console: what the console knows of itself. */
export const getConsole = defineEndpoint({
  method: 'GET',
  path: '/api/console',
  summary: 'The console itself: version, database, ingest, event loop, memory.',
  query: z.object({}),
  response: z.object({
    version: z.string(),
    startedAt: z.number(),
    /** File on the console's machine that holds the agents' token; the token itself is told nowhere. */
    agentTokenFile: z.nullable(z.string()),
    rssBytes: z.number(),
    eventLoopDelayP99Ms: z.number(),
    database: z.object({
      kind: z.enum(['embedded', 'external']),
      connected: z.boolean(),
      version: z.string(),
      sizeBytes: z.number(),
      message: z.nullable(z.string()),
    }),
    ingest: z.object({
      agents: z.number(),
      pointsPerSecond: z.number(),
      logsPerSecond: z.number(),
      spansPerSecond: z.number(),
      pendingBatches: z.number(),
      commitMsP50: z.nullable(z.number()),
      commitMsP99: z.nullable(z.number()),
      /** Rows and agents that were not taken. */
      refused: z.number(),
      /** The last of them, newest first: from whom (`namespace/workload`, or an address) and why. */
      refusals: z.array(z.object({ at: z.number(), agent: z.string(), why: z.string() })),
      duplicates: z.number(),
    }),
    live: z.object({ browsers: z.number(), subscriptions: z.number(), skippedUpdates: z.number() }),
    storage: z.array(
      z.object({
        name: z.string(),
        resolutionSeconds: z.nullable(z.number()),
        retentionHours: z.number(),
        limitBytes: z.nullable(z.number()),
        rows: z.number(),
        bytes: z.number(),
        oldest: z.nullable(z.number()),
        newest: z.nullable(z.number()),
      }),
    ),
  }),
});

/** How long each kind of data is kept; hours, and bytes where a size bounds it too. */
export const retentionSchema = z.object({
  points10sHours: z.number().check(z.gte(1), z.lte(8_784)),
  points1mHours: z.number().check(z.gte(1), z.lte(8_784)),
  points10mHours: z.number().check(z.gte(1), z.lte(17_568)),
  points1hHours: z.number().check(z.gte(1), z.lte(87_840)),
  logsHours: z.number().check(z.gte(1), z.lte(8_784)),
  logsBytes: z.number().check(z.int(), z.gte(1_048_576)),
  spansHours: z.number().check(z.gte(1), z.lte(8_784)),
  spansBytes: z.number().check(z.int(), z.gte(1_048_576)),
});

/** GET /api/settings/retention */
export const getRetention = defineEndpoint({
  method: 'GET',
  path: '/api/settings/retention',
  summary: 'How long each kind of data is kept.',
  query: z.object({}),
  response: retentionSchema,
});

/** PUT /api/settings/retention */
export const putRetention = defineEndpoint({
  method: 'PUT',
  path: '/api/settings/retention',
  summary: 'Changes how long each kind of data is kept.',
  query: z.object({}),
  body: retentionSchema,
  response: retentionSchema,
});

/** GET /api/session: whether a sign-in is needed and who is signed in. */
export const getSession = defineEndpoint({
  method: 'GET',
  path: '/api/session',
  summary: 'Whether signing in is needed, and who is signed in.',
  query: z.object({}),
  response: z.object({ required: z.boolean(), user: z.nullable(z.string()) }),
  isPublic: true,
});

/** POST /api/session: signs in. */
export const postSession = defineEndpoint({
  method: 'POST',
  path: '/api/session',
  summary: 'Signs in with the admin password or token.',
  query: z.object({}),
  body: z.object({ password: z.string().check(z.maxLength(1_024)) }),
  response: z.object({ user: z.string() }),
  isPublic: true,
});

/** DELETE /api/session: signs out. */
export const deleteSession = defineEndpoint({
  method: 'DELETE',
  path: '/api/session',
  summary: 'Signs out.',
  query: z.object({}),
  response: z.object({}),
});

export type ConsoleState = z.infer<typeof getConsole.response>;
export type Retention = z.infer<typeof retentionSchema>;
