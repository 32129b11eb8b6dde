import * as z from 'zod/mini';
import { defineEndpoint } from './endpoint';
import { answeredWindow, listQuery, timeWindowQuery } from './time-window';

const healthReport = z.object({
  status: z.enum(['Failure', 'Degraded', 'Not Ready', 'Healthy', 'NA']),
  errorPercent: z.number(),
  reason: z.optional(z.string()),
});

/** What the lists of applications, workloads and services are asked by. */
export const entitiesParamsSchema = z.object({
  ...timeWindowQuery,
  kind: z.enum(['app', 'workload', 'service']),
  namespaces: listQuery,
});

/** One row of a list; numbers are of inbound traffic over the window (outbound where nothing comes in). */
export const entityRowSchema = z.object({
  /** Node id, `workload:bookinfo/reviews-v1`. */
  id: z.string(),
  kind: z.enum(['app', 'workload', 'service']),
  namespace: z.string(),
  name: z.string(),
  app: z.string(),
  versions: z.array(z.string()),
  health: healthReport,
  rate: z.number(),
  errorPercent: z.number(),
  p95: z.nullable(z.number()),
  p99: z.nullable(z.number()),
  mtlsPercent: z.nullable(z.number()),
  /** Agents that speak for it now; 0 = no sidecar. */
  agents: z.number(),
  endpoints: z.number(),
  ports: z.array(z.object({ port: z.number(), protocol: z.string() })),
  isGateway: z.boolean(),
  isExternal: z.boolean(),
  /** Epoch milliseconds of the newest request, null when the store knows none. */
  lastSeen: z.nullable(z.number()),
  /** Requests a second in about 30 equal steps of the window, oldest first. */
  sparkline: z.array(z.number()),
});

/** GET /api/entities */
export const getEntities = defineEndpoint({
  method: 'GET',
  path: '/api/entities',
  summary: 'Applications, workloads or services with health and golden signals.',
  query: entitiesParamsSchema,
  response: z.object({ ...answeredWindow, rows: z.array(entityRowSchema) }),
});

/** GET /api/names: everything that has a name, for the command palette and scope pickers. */
export const getNames = defineEndpoint({
  method: 'GET',
  path: '/api/names',
  summary: 'Every namespace, application, workload and service the console knows.',
  query: z.object({}),
  response: z.object({
    namespaces: z.array(z.string()),
    entities: z.array(
      z.object({ id: z.string(), kind: z.string(), namespace: z.string(), name: z.string() }),
    ),
  }),
});

export type EntitiesParams = z.infer<typeof entitiesParamsSchema>;
export type EntityRow = z.infer<typeof entityRowSchema>;
export type EntitiesAnswer = z.infer<typeof getEntities.response>;
