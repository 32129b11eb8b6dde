import * as z from 'zod/mini';
import { defineEndpoint, defineSearch, stepProgress } from './endpoint';
import { timeWindowQuery } from './time-window';

const text = z.nullable(z.string());

/** An access-log line as JSON; see `lib/mesh/log/access-log-entry.ts`. `id` orders lines of the same time. */
export const logLineSchema = z.object({
  id: z.string(),
  start_time: z.number(),
  route_name: text,
  method: text,
  path: text,
  protocol: text,
  response_code: z.number(),
  response_flags: z.string(),
  response_code_details: text,
  connection_termination_details: text,
  bytes_received: z.number(),
  bytes_sent: z.number(),
  duration: z.number(),
  upstream_service_time: z.nullable(z.number()),
  x_forwarded_for: text,
  user_agent: text,
  request_id: text,
  authority: text,
  upstream_host: text,
  upstream_cluster: text,
  upstream_local_address: text,
  downstream_local_address: text,
  downstream_remote_address: text,
  requested_server_name: text,
  upstream_transport_failure_reason: text,
  duration_us: z.number(),
  reporter: z.string(),
  source_workload: z.string(),
  source_workload_namespace: z.string(),
  source_canonical_service: z.string(),
  source_canonical_revision: z.string(),
  destination_workload: z.string(),
  destination_workload_namespace: z.string(),
  destination_canonical_service: z.string(),
  destination_canonical_revision: z.string(),
  destination_service: z.string(),
  destination_service_name: z.string(),
  destination_service_namespace: z.string(),
  request_protocol: z.string(),
  request_operation: z.string(),
  grpc_response_status: text,
  trace_id: text,
  span_id: text,
});

/** What lines are filtered by; also the parameters of the live topic `logs`. */
export const logFilterSchema = z.object({
  ...timeWindowQuery,
  /** A node or edge id of the graph. */
  of: z.optional(z.string()),
  namespace: z.optional(z.string()),
  workload: z.optional(z.string()),
  service: z.optional(z.string()),
  method: z.optional(z.string()),
  /** Part of the path. */
  path: z.optional(z.string().check(z.maxLength(1_000))),
  /** Exact code or a class: `503`, `5xx`; several separated by commas. */
  code: z.optional(z.string()),
  /** One response flag, `UF`. */
  flag: z.optional(z.string()),
  minDurationMs: z.optional(z.coerce.number().check(z.gte(0))),
  traceId: z.optional(z.string()),
  requestId: z.optional(z.string()),
  reporter: z.optional(z.enum(['source', 'destination', 'waypoint'])),
  /**
   * `once` (the default): a call that a caller's and a callee's proxy both wrote a line of is shown by the callee's alone.
   * `both`: every line. A reporter that is asked for goes before.
   */
  sides: z.optional(z.enum(['once', 'both'])),
  /** Words that must all occur in path, authority, user agent, workloads or details; or a query: `code >= 500 and path contains /pay`. */
  q: z.optional(z.string().check(z.maxLength(1_000))),
});

const logsAnswer = z.object({ lines: z.array(logLineSchema), nextCursor: z.nullable(z.string()) });

/** GET /api/logs */
export const getLogs = defineSearch({
  method: 'GET',
  path: '/api/logs',
  summary:
    'Searches access-log lines, newest first. With Accept: application/x-ndjson a line for every step of the search, as it goes on.',
  query: z.extend(logFilterSchema, {
    cursor: z.optional(z.string()),
    limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(1_000)), 200),
  }),
  response: logsAnswer,
  step: z.extend(logsAnswer, stepProgress),
});

/** GET /api/logs/histogram */
export const getLogHistogram = defineEndpoint({
  method: 'GET',
  path: '/api/logs/histogram',
  summary: 'Lines over time by class of response code.',
  query: z.extend(logFilterSchema, {
    buckets: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(400)), 80),
  }),
  response: z.object({
    stepMs: z.number(),
    buckets: z.array(
      z.object({
        t: z.number(),
        ok: z.number(),
        redirect: z.number(),
        clientError: z.number(),
        serverError: z.number(),
        noResponse: z.number(),
      }),
    ),
  }),
});

export type LogLine = z.infer<typeof logLineSchema>;
export type LogFilter = z.infer<typeof logFilterSchema>;
