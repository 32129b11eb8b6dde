import * as z from 'zod/mini';
import { GRAPH_TYPES, NODE_KINDS } from '../../mesh/graph/graph';
import { GRAPH_BADGES } from '../../mesh/graph/graph-badge';
import { defineEndpoint } from './endpoint';
import { answeredWindow, listQuery, timeWindowQuery } from './time-window';

const healthStatus = z.enum(['Failure', 'Degraded', 'Not Ready', 'Healthy', 'NA']);
const health = z.object({
  status: healthStatus,
  errorPercent: z.number(),
  reason: z.optional(z.string()),
});
const latency = z.object({ p50: z.number(), p90: z.number(), p95: z.number(), p99: z.number() });
const nodeId = z.string().check(z.maxLength(1_024));
const hops = z.coerce.number().check(z.int(), z.gte(0), z.lte(100));
const protocol = z.enum(['http', 'grpc', 'tcp']);
const rates = z.partialRecord(protocol, z.object({ rate: z.number(), errorPercent: z.number() }));

/** A node as JSON. */
export const graphNodeSchema = z.object({
  id: z.string(),
  kind: z.enum(NODE_KINDS),
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
  latency: z.optional(latency),
  isRoot: z.boolean(),
  isIdle: z.boolean(),
  isGateway: z.boolean(),
  isOutOfMesh: z.boolean(),
  isExternal: z.boolean(),
  isOutside: z.boolean(),
  agents: z.number(),
  badges: z.optional(z.array(z.enum(GRAPH_BADGES))),
  labels: z.optional(z.record(z.string(), z.string())),
  /** Only of a namespace drawn as one box. */
  members: z.optional(
    z.object({
      nodes: z.number(),
      health: z.partialRecord(healthStatus, z.number()),
      edges: z.number(),
      edgesInTrouble: z.number(),
      worst: z.optional(z.string()),
      worstEdge: z.optional(z.string()),
    }),
  ),
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
  latency: z.optional(latency),
  requestBytes: z.number(),
  responseBytes: z.number(),
  /** Only of grpc: messages a second there and back. */
  messages: z.optional(z.object({ requests: z.number(), responses: z.number() })),
  mtlsPercent: z.nullable(z.number()),
  principals: z.optional(z.object({ source: z.array(z.string()), destination: z.array(z.string()) })),
  /** Of carrying the bytes for a month at this pace; absent where nobody knows how far they go. */
  cost: z.optional(z.object({ monthly: z.number(), currency: z.string() })),
  health,
  reporter: z.enum(['source', 'destination', 'waypoint']),
  isIdle: z.boolean(),
  /** Only where an end is a box: the edges it stands for. */
  parts: z.optional(z.object({ edges: z.number(), inTrouble: z.number(), worst: z.optional(z.string()) })),
});

/** What a graph is asked by; also the parameters of the live topic `graph`. */
export const graphParamsSchema = z.object({
  ...timeWindowQuery,
  type: z._default(z.enum(GRAPH_TYPES), 'versionedApp'),
  namespaces: listQuery,
  /** Only the neighbourhood of a node (an id of any graph type; `namespace:NAME` too). */
  focus: z.optional(nodeId),
  /** With `focus`: only the ways from there to this node. */
  toward: z.optional(nodeId),
  /** Hops from the focus to its callers and to those it calls, 1 each when not given. */
  up: z.optional(hops),
  down: z.optional(hops),
  /** With `toward`: hops that a way may be longer than the shortest one, 0 when not given. */
  detour: z.optional(hops),
  /** Namespaces as one box each: all, none, or (`auto`) those of a large graph that were not asked for by name. */
  fold: z.optional(z.enum(['auto', 'all', 'none'])),
  /** Namespaces of which the opposite of `fold` holds. */
  except: listQuery,
  /** At most so many edges, trouble first, then the busiest; `auto` is as many as the nodes can carry. */
  edges: z.optional(z.union([z.literal('auto'), z.coerce.number().check(z.int(), z.gte(1), z.lte(100_000))])),
  /** Adds nodes and edges that the registry or the store knows, without traffic in the window. */
  idle: z._default(z.stringbool(), false),
  /** Puts a service node between a source and the workloads that answered. */
  injectServices: z._default(z.stringbool(), false),
});

/** GET /api/graph */
export const getGraph = defineEndpoint({
  method: 'GET',
  path: '/api/graph',
  summary: 'The traffic of a window as a graph of workloads, applications or services.',
  query: graphParamsSchema,
  response: z.object({
    ...answeredWindow,
    type: z.enum(GRAPH_TYPES),
    nodes: z.array(graphNodeSchema),
    edges: z.array(graphEdgeSchema),
    /** Namespaces that were drawn as one box. */
    folded: z.array(z.string()),
    /** Edges left out by `edges`. */
    omittedEdges: z.number(),
  }),
});

export type GraphParams = z.infer<typeof graphParamsSchema>;

export type GraphAnswer = z.infer<typeof getGraph.response>;
