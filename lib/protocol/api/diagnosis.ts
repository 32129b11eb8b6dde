import * as z from 'zod/mini';
import { CAUSES } from '../../mesh/diagnosis/diagnosis';
import { kindNameSchema } from './config';
import { defineEndpoint } from './endpoint';
import { answeredWindow, listQuery, timeWindowQuery } from './time-window';

const linkSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('edge'), id: z.string() }),
  z.object({ kind: z.literal('node'), id: z.string() }),
  z.object({ kind: z.literal('trace'), id: z.string() }),
  z.object({
    kind: z.literal('logs'),
    of: z.string(),
    code: z.string(),
    flag: z.string(),
    fromMs: z.number(),
    toMs: z.number(),
  }),
  z.object({
    kind: z.literal('config'),
    object: kindNameSchema,
    namespace: z.string(),
    name: z.string(),
    revision: z.number(),
  }),
  z.object({ kind: z.literal('rollout'), id: z.string() }),
  z.object({ kind: z.literal('moment'), atMs: z.number() }),
]);

/** A sentence and where it leads. */
export const evidenceSchema = z.object({ text: z.string(), link: z.optional(linkSchema) });

const nodeSchema = z.object({
  id: z.string(),
  kind: z.enum(['workload', 'app', 'service', 'unknown']),
  namespace: z.string(),
  name: z.string(),
});

const rankedChangeSchema = z.object({
  atMs: z.number(),
  kind: z.string(),
  message: z.string(),
  weight: z.number(),
  evidence: evidenceSchema,
});

/** One explanation; `score` is the sum of its parts' values by weight, 0..1. */
export const hypothesisSchema = z.object({
  id: z.string(),
  cause: z.enum(CAUSES),
  fault: z.enum(['callee', 'caller', 'configuration', 'network', 'capacity']),
  culprit: nodeSchema,
  edge: z.string(),
  headline: z.string(),
  /** The headline in pieces; one with `atMs` is a time, to be shown in the reader's zone. */
  sentence: z.array(
    z.object({ text: z.string(), atMs: z.optional(z.number()), link: z.optional(linkSchema) }),
  ),
  score: z.number(),
  parts: z.array(
    z.object({
      name: z.enum(['share', 'origin', 'signature', 'timing', 'support']),
      value: z.number(),
      weight: z.number(),
      because: z.string(),
    }),
  ),
  focuses: z.array(
    z.object({
      by: z.enum(['version', 'operation', 'caller', 'endpoint']),
      key: z.string(),
      badShare: z.number(),
      requestShare: z.number(),
    }),
  ),
  evidence: z.array(evidenceSchema),
  change: z.optional(rankedChangeSchema),
  sinceMs: z.optional(z.number()),
  untilMs: z.optional(z.number()),
});

/** GET /api/diagnosis */
export const getDiagnosis = defineEndpoint({
  method: 'GET',
  path: '/api/diagnosis',
  summary:
    'Why an edge, a node, a namespace or the mesh fails or is slow: ranked causes with their evidence.',
  query: z.object({
    ...timeWindowQuery,
    /** A node, edge or namespace id, or `mesh:`. */
    of: z.string().check(z.minLength(1), z.maxLength(1_000)),
  }),
  response: z.object({
    ...answeredWindow,
    of: z.string(),
    verdict: z.enum(['trouble', 'usual', 'healthy', 'no-traffic']),
    headline: z.string(),
    sinceMs: z.optional(z.number()),
    hypotheses: z.array(hypothesisSchema),
    /** Calls that only suffer from what is wrong elsewhere. */
    symptoms: z.array(
      z.object({ edge: z.string(), source: nodeSchema, target: nodeSchema, text: z.string() }),
    ),
    changes: z.array(rankedChangeSchema),
    /** What was asked for over baseline and window: `bad` are failed requests, or slow ones. */
    course: z.object({
      startMs: z.number(),
      stepMs: z.number(),
      requests: z.array(z.number()),
      bad: z.array(z.number()),
      kind: z.enum(['errors', 'latency']),
    }),
  }),
});

/** One trouble of the mesh over its life. */
export const incidentSchema = z.object({
  id: z.string(),
  /** `merged` into the incident `mergedInto`, since both have one cause. */
  state: z.enum(['open', 'merged', 'closed']),
  mergedInto: z.optional(z.string()),
  cause: z.enum(CAUSES),
  culprit: nodeSchema,
  edge: z.string(),
  headline: z.string(),
  sentence: hypothesisSchema.shape.sentence,
  score: z.number(),
  openedAtMs: z.number(),
  sinceMs: z.number(),
  lastSeenMs: z.number(),
  closedAtMs: z.optional(z.number()),
  /** Of what came back after it was over: how often it came, how long the times before the last took together. */
  recurrence: z.optional(z.object({ times: z.number(), beforeMs: z.number(), lastFromMs: z.number() })),
});

/** GET /api/incidents */
export const getIncidents = defineEndpoint({
  method: 'GET',
  path: '/api/incidents',
  summary: 'What was wrong in the mesh, open ones first: the newest, or those of a window.',
  query: z.object({
    ...timeWindowQuery,
    namespaces: listQuery,
    limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(200)), 50),
    cursor: z.optional(z.string().check(z.maxLength(200))),
  }),
  response: z.object({ incidents: z.array(incidentSchema), nextCursor: z.nullable(z.string()) }),
});

export type DiagnosisAnswer = z.infer<typeof getDiagnosis.response>;
export type DiagnosedHypothesis = z.infer<typeof hypothesisSchema>;
export type EvidenceLink = z.infer<typeof linkSchema>;
export type Incident = z.infer<typeof incidentSchema>;
