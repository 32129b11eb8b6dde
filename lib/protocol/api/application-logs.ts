import * as z from 'zod';
import { defineEndpoint } from './endpoint';
import { answeredWindow, listQuery, timeWindowQuery } from './time-window';

/** A line of an application's own log; see `lib/mesh/log/application-log.ts`. */
export const applicationLogSchema = z.object({
  time_us: z.number(),
  severity: z.number(),
  severity_text: z.string(),
  body: z.string(),
  trace_id: z.string().nullable(),
  span_id: z.string().nullable(),
  service: z.string(),
  namespace: z.string(),
  workload: z.string(),
  version: z.string(),
  tags: z.record(z.string(), z.string()).readonly(),
});

/** GET /api/application-logs */
export const getApplicationLogs = defineEndpoint({
  method: 'GET',
  path: '/api/application-logs',
  summary: "Searches lines of applications' own logs, newest first.",
  query: z.object({
    ...timeWindowQuery,
    namespaces: listQuery,
    service: z.string().max(512).optional(),
    /** Lines at least as severe. */
    level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).optional(),
    /** Part of the line. */
    text: z.string().max(1_000).optional(),
    trace: z
      .string()
      .regex(/^(?:[0-9a-f]{16}|[0-9a-f]{32})$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(1_000).default(100),
    cursor: z.string().max(200).optional(),
  }),
  response: z.object({
    ...answeredWindow,
    lines: z.array(applicationLogSchema),
    nextCursor: z.string().nullable(),
  }),
});
