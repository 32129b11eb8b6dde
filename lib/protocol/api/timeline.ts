import * as z from 'zod/mini';
import { defineEndpoint } from './endpoint';
import { answeredWindow, listQuery, timeWindowQuery } from './time-window';

/** The kinds of marks on the timeline, the most telling first. */
export const TIMELINE_MARKS = [
  'incident',
  'rollout',
  'config',
  'version',
  'agent-left',
  'agent-joined',
] as const;

/** Something that happened at a moment. */
export const timelineMarkSchema = z.object({
  id: z.string(),
  /** Epoch milliseconds. */
  at: z.number(),
  /** Where it ended, for what lasts. */
  until: z.optional(z.number()),
  kind: z.enum(TIMELINE_MARKS),
  namespace: z.string(),
  message: z.string(),
});

/** What a timeline is asked by. */
export const timelineParamsSchema = z.object({
  ...timeWindowQuery,
  namespaces: listQuery,
  /** Steps at most; the answer names the step it chose. */
  steps: z._default(z.coerce.number().check(z.int(), z.gte(10), z.lte(400)), 180),
});

/** GET /api/timeline */
export const getTimeline = defineEndpoint({
  method: 'GET',
  path: '/api/timeline',
  summary: 'The health of the mesh step by step, and what happened meanwhile.',
  query: timelineParamsSchema,
  response: z.object({
    ...answeredWindow,
    /** Where history begins (epoch milliseconds); null while there is none. */
    oldest: z.nullable(z.number()),
    /** Columns: one number a step, the first step starts at `start`. */
    start: z.number(),
    stepMs: z.number(),
    requests: z.array(z.number()),
    errors: z.array(z.number()),
    /** Namespaces with a failing workload, and further ones with a degraded one. */
    failing: z.array(z.number()),
    degraded: z.array(z.number()),
    /** The namespace in the worst state; empty when nothing is wrong. */
    worst: z.array(z.string()),
    marks: z.array(timelineMarkSchema),
    /** Kinds of which the window holds more than `marks` lists; the newest are listed. */
    cut: z.array(z.enum(TIMELINE_MARKS)),
  }),
});

export type TimelineParams = z.infer<typeof timelineParamsSchema>;
export type TimelineAnswer = z.infer<typeof getTimeline.response>;
export type TimelineMark = z.infer<typeof timelineMarkSchema>;
export type TimelineMarkKind = TimelineMark['kind'];
