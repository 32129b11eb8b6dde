import * as z from 'zod/mini';
import { defineEndpoint } from './endpoint';
import { gateSchema, rolloutPlanSchema } from './rollout-plan';

const phase = z.enum(['running', 'held', 'paused', 'promoting', 'rolling-back', 'promoted', 'rolled-back']);
const reading = z.object({
  requests: z.number(),
  bad: z.number(),
  /** Share of bad requests with its band, 0..1. */
  rate: z.number(),
  low: z.number(),
  high: z.number(),
  latencyMs: z.exactOptional(z.number()),
});

/** A gate and what is known of it: `GateVerdict` of lib/mesh/rollout. */
export const gateVerdictSchema = z.object({
  gate: gateSchema,
  outcome: z.enum(['fail', 'pass', 'undecided', 'unclear']),
  certainty: z.number(),
  required: z.number(),
  canary: reading,
  stable: z.exactOptional(reading),
  slowMs: z.exactOptional(z.number()),
  /** Bad readings of earlier steps, for thresholds and queries. */
  before: z.exactOptional(z.number()),
  requestsNeeded: z.number(),
  sentence: z.string(),
  otherwise: z.string(),
});

/** A rollout in a list. Times are epoch milliseconds. */
export const rolloutItemSchema = z.object({
  id: z.string(),
  service: z.object({ namespace: z.string(), name: z.string() }),
  stable: z.string(),
  canary: z.string(),
  phase,
  /** Index of the current step. */
  step: z.number(),
  steps: z.number(),
  /** What the rule says, 0..100. */
  canaryPercent: z.number(),
  reason: z.string(),
  startedAt: z.number(),
  startedBy: z.string(),
  /** Null while it goes on. */
  endedAt: z.nullable(z.number()),
});

/** One entry of a rollout's story. */
export const rolloutMomentSchema = z.object({
  at: z.number(),
  what: z.enum(['started', 'step', 'held', 'paused', 'resumed', 'rollback', 'promoted', 'trouble']),
  message: z.string(),
  /** Who did it; `meshscope` for what the rollout did by itself. */
  who: z.string(),
  step: z.number(),
  canaryPercent: z.number(),
  /** The gates as they stood, where they decided something. */
  verdicts: z.array(gateVerdictSchema),
  /** Traces of bad requests of the canary at that moment. */
  traceIds: z.array(z.string()),
});

/** GET /api/rollouts */
export const getRollouts = defineEndpoint({
  method: 'GET',
  path: '/api/rollouts',
  summary: 'Rollouts, those under way first, then the newest.',
  query: z.object({
    /** `namespace/name`. */
    service: z.optional(z.string()),
    active: z.optional(z.stringbool()),
    cursor: z.optional(z.string()),
    limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(200)), 50),
  }),
  response: z.object({ rollouts: z.array(rolloutItemSchema), nextCursor: z.nullable(z.string()) }),
});

/** Everything about one rollout. */
export const rolloutSchema = z.extend(rolloutItemSchema, {
  plan: rolloutPlanSchema,
  hasConflict: z.boolean(),
  stepAt: z.number(),
  /** The gates now, or as they stood at the end. */
  verdicts: z.array(gateVerdictSchema),
  moments: z.array(rolloutMomentSchema),
});

/** GET /api/rollouts/:id */
export const getRollout = defineEndpoint({
  method: 'GET',
  path: '/api/rollouts/:id',
  summary: 'A rollout: its plan, where it stands, its gates and its story.',
  query: z.object({}),
  response: rolloutSchema,
});

/** POST /api/rollouts: `conflict` while the service has a rollout, `bad_request` when the plan's rule is not there. */
export const postRollout = defineEndpoint({
  method: 'POST',
  path: '/api/rollouts',
  summary: 'Starts a rollout.',
  query: z.object({}),
  body: z.object({ plan: rolloutPlanSchema, reason: z._default(z.string().check(z.maxLength(500)), '') }),
  response: rolloutSchema,
});

/** POST /api/rollouts/:id/actions */
export const postRolloutAction = defineEndpoint({
  method: 'POST',
  path: '/api/rollouts/:id/actions',
  summary: 'Pauses, resumes, skips a step of, approves, promotes or aborts a rollout.',
  query: z.object({}),
  body: z.object({
    action: z.enum(['pause', 'resume', 'skip', 'approve', 'promote', 'abort']),
    reason: z._default(z.string().check(z.maxLength(500)), ''),
  }),
  response: rolloutSchema,
});

/** POST /api/rollouts/approve: for links in messages; the token is signed and good for one step of one rollout. */
export const postRolloutApproval = defineEndpoint({
  method: 'POST',
  path: '/api/rollout-approvals',
  summary: 'Approves the waiting step of a rollout by the token of a signed link.',
  query: z.object({}),
  body: z.object({ token: z.string().check(z.maxLength(1_024)) }),
  response: z.object({ service: z.string(), canary: z.string(), message: z.string() }),
  isPublic: true,
});

/** POST /api/rollouts/import */
export const postRolloutImport = defineEndpoint({
  method: 'POST',
  path: '/api/rollout-imports',
  summary:
    'Reads a Flagger Canary, or an Argo Rollout with its AnalysisTemplates, as a plan; starts nothing.',
  query: z.object({}),
  body: z.object({ yaml: z.string().check(z.maxLength(1_048_576)) }),
  response: z.object({
    /** Versions and rule are those of the service here: the spec names workloads of Kubernetes instead. */
    plan: z.pick(rolloutPlanSchema, {
      service: true,
      sticky: true,
      steps: true,
      gates: true,
      maxSeconds: true,
    }),
    /** What could not be carried over. */
    left: z.array(z.object({ field: z.string(), why: z.string() })),
  }),
});

export type RolloutItem = z.infer<typeof rolloutItemSchema>;
export type Rollout = z.infer<typeof rolloutSchema>;
export type RolloutMomentEntry = z.infer<typeof rolloutMomentSchema>;
export type GateVerdictEntry = z.infer<typeof gateVerdictSchema>;
