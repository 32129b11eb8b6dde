import * as z from 'zod/mini';
import { defineEndpoint } from './endpoint';
import { answeredWindow, listQuery, timeWindowQuery } from './time-window';

/** A line of an application's own log; see `lib/mesh/log/application-log.ts`. */
export const applicationLogSchema = z.object({
  time_us: z.number(),
  severity: z.number(),
  severity_text: z.string(),
  body: z.string(),
  trace_id: z.nullable(z.string()),
  span_id: z.nullable(z.string()),
  service: z.string(),
  namespace: z.string(),
  workload: z.string(),
  version: z.string(),
  tags: z.readonly(z.record(z.string(), z.string())),
});

/** GET /api/application-logs */
export const getApplicationLogs = defineEndpoint({
  method: 'GET',
  path: '/api/application-logs',
  summary: "Searches lines of applications' own logs, newest first.",
  query: z.object({
    ...timeWindowQuery,
    namespaces: listQuery,
    service: z.optional(z.string().check(z.maxLength(512))),
    /** Lines at least as severe. */
    level: z.optional(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal'])),
    /** Part of the line. */
    text: z.optional(z.string().check(z.maxLength(1_000))),
    trace: z.optional(z.string().check(z.regex(/^(?:[0-9a-f]{16}|[0-9a-f]{32})$/))),
    limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(1_000)), 100),
    cursor: z.optional(z.string().check(z.maxLength(200))),
  }),
  response: z.object({
    ...answeredWindow,
    lines: z.array(applicationLogSchema),
    nextCursor: z.nullable(z.string()),
  }),
});
