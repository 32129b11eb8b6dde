import * as z from 'zod/mini';
import { defineEndpoint } from './endpoint';
import { answeredWindow, listQuery, timeWindowQuery } from './time-window';

const counts = z.object({
  Failure: z.number(),
  Degraded: z.number(),
  'Not Ready': z.number(),
  Healthy: z.number(),
  NA: z.number(),
});

/** What the overview is asked by. */
export const overviewParamsSchema = z.object({ ...timeWindowQuery, namespaces: listQuery });

/** One namespace. */
export const namespaceCardSchema = z.object({
  namespace: z.string(),
  health: z.enum(['Failure', 'Degraded', 'Not Ready', 'Healthy', 'NA']),
  /** How many of each kind are how healthy. */
  apps: counts,
  workloads: counts,
  services: counts,
  rate: z.number(),
  errorPercent: z.number(),
  p99: z.nullable(z.number()),
  mtlsPercent: z.nullable(z.number()),
  /** What a namespace sends to which nothing comes, a gateway's for instance; null for all others. Sparklines are then of that. */
  sent: z.nullable(
    z.object({
      rate: z.number(),
      errorPercent: z.number(),
      p99: z.nullable(z.number()),
      mtlsPercent: z.nullable(z.number()),
    }),
  ),
  agents: z.number(),
  /** Requests a second in about 40 equal steps, oldest first. */
  sparkline: z.array(z.number()),
  errorSparkline: z.array(z.number()),
  /** The worst objects, for "what is wrong" in one line each. */
  trouble: z.array(z.object({ id: z.string(), name: z.string(), status: z.string(), reason: z.string() })),
});

/** GET /api/overview */
export const getOverview = defineEndpoint({
  method: 'GET',
  path: '/api/overview',
  summary: 'One card a namespace: health, rate, errors, latency, mutual TLS.',
  query: overviewParamsSchema,
  response: z.object({ ...answeredWindow, namespaces: z.array(namespaceCardSchema) }),
});

/** One entry of "what changed". */
export const meshEventSchema = z.object({
  id: z.string(),
  /** Epoch milliseconds. */
  at: z.number(),
  kind: z.enum([
    'agent-joined',
    'agent-left',
    'version-seen',
    'edge-new',
    'edge-lost',
    'health-changed',
    'config-changed',
    'rollout',
    'console-started',
    'telemetry-dropped',
    'identity-refused',
  ]),
  namespace: z.string(),
  /** Node or edge id, empty when it is about the whole mesh. */
  subject: z.string(),
  message: z.string(),
  severity: z.enum(['info', 'warning', 'error']),
});

/** GET /api/events */
export const getEvents = defineEndpoint({
  method: 'GET',
  path: '/api/events',
  summary: 'What changed in the mesh, newest first.',
  query: z.object({
    ...timeWindowQuery,
    namespaces: listQuery,
    cursor: z.optional(z.string()),
    limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(500)), 100),
  }),
  response: z.object({ events: z.array(meshEventSchema), nextCursor: z.nullable(z.string()) }),
});

export type OverviewParams = z.infer<typeof overviewParamsSchema>;
export type NamespaceCard = z.infer<typeof namespaceCardSchema>;
export type MeshEvent = z.infer<typeof meshEventSchema>;
export type OverviewAnswer = z.infer<typeof getOverview.response>;
