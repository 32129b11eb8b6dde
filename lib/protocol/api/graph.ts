import * as z from 'zod';
import { GRAPH_BADGES } from '../../mesh/graph/graph-badge';
import { defineEndpoint } from './endpoint';
import { answeredWindow, listQuery, timeWindowQuery } from './time-window';

const health = z.object({
  status: z.enum(['Failure', 'Degraded', 'Not Ready', 'Healthy', 'NA']),
  errorPercent: z.number(),
  reason: z.string().optional(),
});
const latency = z.object({ p50: z.number(), p90: z.number(), p95: z.number(), p99: z.number() });
const protocol = z.enum(['http', 'grpc', 'tcp']);
const rates = z.partialRecord(protocol, z.object({ rate: z.number(), errorPercent: z.number() }));

/** A node as JSON. */
export const graphNodeSchema = z.object({
  id: z.string(),
  kind: z.enum(['workload', 'app', 'service', 'unknown']),
  namespace: z.string(),
  name: z.string(),
  cluster: z.string(),
  app: z.string(),
  version: z.string(),
  workload: z.string(),
  services: z.array(z.string()),
  health,
  incoming: rates,
  outgoing: rates,
  latency: latency.optional(),
  isRoot: z.boolean(),
  isIdle: z.boolean(),
  isGateway: z.boolean(),
  isOutOfMesh: z.boolean(),
  isExternal: z.boolean(),
  isOutside: z.boolean(),
  agents: z.number(),
  badges: z.array(z.enum(GRAPH_BADGES)).optional(),
  labels: z.record(z.string(), z.string()).optional(),
});

/** An edge as JSON. */
export const graphEdgeSchema = z.object({
  id: z.string(),
  source: z.string(),
  target: z.string(),
  protocol,
  rate: z.number(),
  sharePercent: z.number(),
  errorPercent: z.number(),
  responses: z.array(z.object({ code: z.string(), flags: z.string(), rate: z.number() })),
  hosts: z.array(z.object({ host: z.string(), rate: z.number() })),
  latency: latency.optional(),
  requestBytes: z.number(),
  responseBytes: z.number(),
  mtlsPercent: z.number().nullable(),
  principals: z.object({ source: z.array(z.string()), destination: z.array(z.string()) }).optional(),
  health,
  reporter: z.enum(['source', 'destination', 'waypoint']),
  isIdle: z.boolean(),
});

/** What a graph is asked by; also the parameters of the live topic `graph`. */
export const graphParamsSchema = z.object({
  ...timeWindowQuery,
  type: z.enum(['workload', 'app', 'versionedApp', 'service']).default('versionedApp'),
  namespaces: listQuery,
  /** Adds nodes and edges that the registry or the store knows, without traffic in the window. */
  idle: z.stringbool().default(false),
  /** Puts a service node between a source and the workloads that answered. */
  injectServices: z.stringbool().default(false),
});

/** GET /api/graph */
export const getGraph = defineEndpoint({
  method: 'GET',
  path: '/api/graph',
  summary: 'The traffic of a window as a graph of workloads, applications or services.',
  query: graphParamsSchema,
  response: z.object({
    ...answeredWindow,
    type: z.enum(['workload', 'app', 'versionedApp', 'service']),
    nodes: z.array(graphNodeSchema),
    edges: z.array(graphEdgeSchema),
  }),
});

export type GraphParams = z.infer<typeof graphParamsSchema>;

export type GraphAnswer = z.infer<typeof getGraph.response>;
