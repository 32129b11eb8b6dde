import * as z from 'zod/mini';
import { defineEndpoint, defineSearch, stepProgress } from './endpoint';
import { timeWindowQuery } from './time-window';

const tagsSchema = z.readonly(z.record(z.string(), z.string()));

/** What an application says of a span beyond its tags. */
const spanDetailsSchema = z.object({
  events: z.exactOptional(
    z.readonly(z.array(z.object({ time_us: z.number(), name: z.string(), tags: tagsSchema }))),
  ),
  links: z.exactOptional(
    z.readonly(z.array(z.object({ trace_id: z.string(), span_id: z.string(), tags: tagsSchema }))),
  ),
  status_message: z.exactOptional(z.string()),
  resource: z.exactOptional(z.readonly(z.array(z.string()))),
  dropped: z.exactOptional(z.number()),
});

/** A span as JSON; see `lib/mesh/trace/span.ts`. */
export const spanSchema = z.object({
  trace_id: z.string(),
  span_id: z.string(),
  parent_span_id: z.string(),
  name: z.string(),
  kind: z.enum(['SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER', 'INTERNAL']),
  start_us: z.number(),
  duration_us: z.number(),
  service: z.string(),
  namespace: z.string(),
  workload: z.string(),
  version: z.string(),
  status: z.enum(['unset', 'ok', 'error']),
  tags: z.record(z.string(), z.string()),
  details: z.exactOptional(spanDetailsSchema),
});

const searchConditions = {
  ...timeWindowQuery,
  /** Canonical service, with or without `.namespace`. */
  service: z.optional(z.string()),
  workload: z.optional(z.string()),
  namespace: z.optional(z.string()),
  operation: z.optional(z.string()),
  /** A node or edge id of the graph. */
  of: z.optional(z.string()),
  minDurationMs: z.optional(z.coerce.number().check(z.gte(0))),
  maxDurationMs: z.optional(z.coerce.number().check(z.gte(0))),
  /** `error` only, `ok` only. */
  status: z.optional(z.enum(['error', 'ok'])),
  /** Exact code or a class: `503`, `5xx`. */
  code: z.optional(z.string()),
  /** Part of the path, in any case. */
  path: z.optional(z.string().check(z.maxLength(1_000))),
  /** One response flag: `UF`. */
  flag: z.optional(z.string().check(z.maxLength(100))),
  /** Canonical revision. */
  version: z.optional(z.string().check(z.maxLength(1_000))),
  /** What the other side of a call proved to be, with or without `spiffe://`. */
  principal: z.optional(z.string().check(z.maxLength(1_000))),
  /** The two ends of a call, each with or without `.namespace`. */
  caller: z.optional(z.string().check(z.maxLength(1_000))),
  callee: z.optional(z.string().check(z.maxLength(1_000))),
  /** `key=value` pairs separated by blanks, quotes for values with blanks. */
  tags: z.optional(z.string().check(z.maxLength(1_000))),
  /** A TraceQL query, which must hold beside all others: `{ duration > 1s || status = error }`. */
  q: z.optional(z.string().check(z.maxLength(2_000))),
};

/** What traces are searched by; all conditions must hold for one span of the trace. */
export const traceSearchSchema = z.object({
  ...searchConditions,
  cursor: z.optional(z.string()),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(200)), 50),
});

/** One trace in a list. */
export const traceSummarySchema = z.object({
  traceId: z.string(),
  /** Service and name of the root, or of the earliest span seen. */
  rootService: z.string(),
  rootNamespace: z.string(),
  rootName: z.string(),
  /** Method and path of the root request where known. */
  rootOperation: z.string(),
  /** The parent of what stands for the root is not there: it has not come yet, or never will. */
  isRootless: z.boolean(),
  startUs: z.number(),
  durationUs: z.number(),
  spans: z.number(),
  errors: z.number(),
  /** Final response code of the root where known. */
  code: z.string(),
  services: z.array(
    z.object({ service: z.string(), namespace: z.string(), spans: z.number(), errors: z.number() }),
  ),
  /** For the mini timeline: [start, duration] as shares of the trace, with service index; at most 24. */
  timeline: z.array(z.tuple([z.number(), z.number(), z.number(), z.boolean()])),
});

const tracesAnswer = z.object({ traces: z.array(traceSummarySchema), nextCursor: z.nullable(z.string()) });

/** GET /api/traces */
export const getTraces = defineSearch({
  method: 'GET',
  path: '/api/traces',
  summary:
    'Searches traces, newest first. With Accept: application/x-ndjson a line for every step of the search, as it goes on.',
  query: traceSearchSchema,
  response: tracesAnswer,
  step: z.extend(tracesAnswer, stepProgress),
});

/** GET /api/trace-heat */
export const getTraceHeat = defineEndpoint({
  method: 'GET',
  path: '/api/trace-heat',
  summary: 'How long the spans that meet a search took, over time: counts for a heat map.',
  query: z.object(searchConditions),
  response: z.object({
    fromMs: z.number(),
    toMs: z.number(),
    stepMs: z.number(),
    /** Of the steps from `t` on, spans that took at least `fromUs` and less than `toUs`. */
    cells: z.array(
      z.object({
        t: z.number(),
        fromUs: z.number(),
        toUs: z.number(),
        count: z.number(),
        errors: z.number(),
      }),
    ),
    /** Spans that meet the search in the whole window, and the traces they belong to. */
    spans: z.number(),
    traces: z.number(),
    /** 1: all spans were counted. Else one block of the store in so many, evenly over the window, and counts are estimates. */
    oneIn: z.number(),
    /** Whether anything was counted: what a query asks of whole traces is not told span by span. */
    isCounted: z.boolean(),
  }),
});

/** A trace as a mark of a plot. */
const tracePointSchema = z.object({
  traceId: z.string(),
  startUs: z.number(),
  durationUs: z.number(),
  spans: z.number(),
  errors: z.number(),
  rootService: z.string(),
  rootName: z.string(),
});

/** GET /api/trace-points */
export const getTracePoints = defineEndpoint({
  method: 'GET',
  path: '/api/trace-points',
  summary: 'Traces that meet a search, spread over the whole window: some of every part of it, for a plot.',
  query: z.object(searchConditions),
  response: z.object({
    fromMs: z.number(),
    toMs: z.number(),
    points: z.array(tracePointSchema),
    /** Every trace that meets the search is among the points. */
    isWhole: z.boolean(),
  }),
});

/** GET /api/trace-fields */
export const getTraceFields = defineEndpoint({
  method: 'GET',
  path: '/api/trace-fields',
  summary:
    'Tags of the newest spans of the last hour; with `field` (as in a query: `name`, `span.http.method`) its values, most frequent first.',
  query: z.object({ field: z.optional(z.string().check(z.minLength(1), z.maxLength(200))) }),
  response: z.object({ tags: z.array(z.string()), values: z.array(z.string()) }),
});

/** GET /api/traces/:id/usual */
export const getUsualShape = defineEndpoint({
  method: 'GET',
  path: '/api/traces/:id/usual',
  summary:
    'How long the operations of a trace usually take: quantiles over a window that ends with it, from sampled spans alone.',
  query: z.object({
    window: z._default(z.coerce.number().check(z.int(), z.gte(60), z.lte(7 * 86_400)), 3_600),
  }),
  response: z.object({
    windowSeconds: z.number(),
    operations: z.array(
      z.object({
        /** See `operationOf` in `lib/mesh/trace/shape/span-operation.ts`. */
        key: z.string(),
        spans: z.number(),
        p50Us: z.number(),
        p90Us: z.number(),
        p99Us: z.number(),
      }),
    ),
  }),
});

/** GET /api/traces/:id */
export const getTrace = defineEndpoint({
  method: 'GET',
  path: '/api/traces/:id',
  summary: 'All spans of one trace, in order of start.',
  query: z.object({}),
  response: z.object({ traceId: z.string(), spans: z.array(spanSchema) }),
});

export type TraceSearch = z.infer<typeof traceSearchSchema>;
export type TraceSummary = z.infer<typeof traceSummarySchema>;
export type TracePoint = z.infer<typeof tracePointSchema>;
