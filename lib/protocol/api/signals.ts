import * as z from 'zod/mini';
import { defineEndpoint } from './endpoint';
import { answeredWindow, timeWindowQuery } from './time-window';

/** What a golden-signal query is about: one side of the traffic of an object, or one edge. */
export const signalsParamsSchema = z.object({
  ...timeWindowQuery,
  /** A node id (`workload:bookinfo/reviews-v1`, `namespace:bookinfo`, `mesh:`) or an edge id of the graph. */
  of: z.string().check(z.minLength(1), z.maxLength(1_024)),
  /** Traffic into the object or out of it; ignored for edges. */
  direction: z._default(z.enum(['inbound', 'outbound']), 'inbound'),
  /** Seconds a bucket; the server picks about 60 buckets without it. */
  step: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(86_400))),
  /** Splits every number. */
  by: z._default(z.enum(['none', 'version', 'peer', 'code', 'operation', 'reporter', 'protocol']), 'none'),
  /** Seconds to move the window back, for comparing with yesterday (86400) or last week. */
  offset: z._default(z.coerce.number().check(z.int(), z.gte(0), z.lte(31_536_000)), 0),
  /** Adds `heat`: counts by latency bucket and time. */
  heat: z._default(z.stringbool(), false),
});

/** One bucket of one group; rates, bytes, messages and connections are per second, latencies milliseconds, null without requests. */
export const signalPointSchema = z.object({
  /** Start of the bucket, epoch milliseconds. */
  t: z.number(),
  rate: z.number(),
  errorRate: z.number(),
  p50: z.nullable(z.number()),
  p90: z.nullable(z.number()),
  p95: z.nullable(z.number()),
  p99: z.nullable(z.number()),
  mean: z.nullable(z.number()),
  requestBytes: z.number(),
  responseBytes: z.number(),
  /** gRPC messages to the callee and back. */
  requestMessages: z.number(),
  responseMessages: z.number(),
  tcpSentBytes: z.number(),
  tcpReceivedBytes: z.number(),
  tcpOpened: z.number(),
});

/** The totals of one group over the window; `requests` and `errors` are exact counts. */
export const signalTotalsSchema = z.object({
  requests: z.number(),
  errors: z.number(),
  rate: z.number(),
  errorPercent: z.number(),
  p50: z.nullable(z.number()),
  p90: z.nullable(z.number()),
  p95: z.nullable(z.number()),
  p99: z.nullable(z.number()),
  mean: z.nullable(z.number()),
  requestBytes: z.number(),
  responseBytes: z.number(),
  requestMessages: z.number(),
  responseMessages: z.number(),
  tcpSentBytes: z.number(),
  tcpReceivedBytes: z.number(),
  tcpOpened: z.number(),
  tcpClosed: z.number(),
});

/** A latency heat map: `counts[t][b]` requests that took up to `bounds[b]` milliseconds. */
export const heatSchema = z.object({
  bounds: z.array(z.number()),
  cells: z.array(z.object({ t: z.number(), counts: z.array(z.number()) })),
});

/** GET /api/signals */
export const getSignals = defineEndpoint({
  method: 'GET',
  path: '/api/signals',
  summary: 'Rate, errors, latency quantiles and bytes of an object or an edge over time.',
  query: signalsParamsSchema,
  response: z.object({
    ...answeredWindow,
    stepSeconds: z.number(),
    /** The finest data that exists for the window, seconds. */
    resolutionSeconds: z.number(),
    /** Exact counts by response code, flags and grpc status over the window. */
    codes: z.array(
      z.object({ code: z.string(), flags: z.string(), grpcStatus: z.string(), requests: z.number() }),
    ),
    /** One group without `by`, else one a value, busiest first; the rest folded into `other`. */
    groups: z.array(
      z.object({ key: z.string(), totals: signalTotalsSchema, points: z.array(signalPointSchema) }),
    ),
    heat: z.optional(heatSchema),
  }),
});

export type SignalsParams = z.infer<typeof signalsParamsSchema>;
export type SignalsAnswer = z.infer<typeof getSignals.response>;
export type SignalPoint = z.infer<typeof signalPointSchema>;
export type SignalTotals = z.infer<typeof signalTotalsSchema>;
