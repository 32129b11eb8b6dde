import * as z from 'zod';

const percent = z.number().min(0).max(100);
const seconds = z.number().int().min(0).max(604_800);
const name = z.string().min(1).max(253);

const pairSchema = z.object({ name, value: z.string().min(1).max(1_024) });

/** `CanaryMatch` of lib/mesh/rollout. */
const canaryMatchSchema = z.object({
  header: pairSchema.exactOptional(),
  cookie: pairSchema.exactOptional(),
});

/** `Step` of lib/mesh/rollout. */
export const stepSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('weight'), percent }),
  z.object({ kind: z.literal('mirror'), percent }),
  z.object({ kind: z.literal('match'), match: canaryMatchSchema.exactOptional() }),
  z.object({ kind: z.literal('pause'), seconds }),
  z.object({ kind: z.literal('approval'), question: z.string().max(500) }),
  z.object({ kind: z.literal('analysis'), seconds }),
  z.object({
    kind: z.literal('webhook'),
    url: z.url({ protocol: /^https?$/ }).max(2_048),
    timeoutSeconds: z.number().int().min(1).max(300),
    retries: z.number().int().min(0).max(10),
  }),
  z.object({ kind: z.literal('notify'), message: z.string().max(1_000) }),
]);

const readingFields = {
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
  intervalSeconds: z.number().int().min(1).max(86_400),
  failures: z.number().int().min(1).max(1_000),
};

/** `Gate` of lib/mesh/rollout. */
export const gateSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('error-rate'),
    against: z.enum(['stable', 'bound']),
    /** 0..1. */
    share: z.number().gt(0).lt(1),
  }),
  z.object({
    kind: z.literal('latency'),
    against: z.enum(['stable', 'bound']),
    quantile: z.number().gt(0).lt(1),
    /** 0.2 for 20 %. */
    slowdown: z.number().gt(0).max(10).exactOptional(),
    boundMs: z.number().gt(0).exactOptional(),
  }),
  z.object({
    kind: z.literal('threshold'),
    metric: z.enum(['success-rate', 'duration']),
    quantile: z.number().gt(0).lt(1).exactOptional(),
    ...readingFields,
  }),
  z.object({
    kind: z.literal('query'),
    name,
    url: z.url({ protocol: /^https?$/ }).max(2_048),
    query: z.string().min(1).max(4_096),
    ...readingFields,
  }),
]);

const versionSchema = z.object({
  host: name,
  /** Empty where versions are hosts of their own. */
  subset: z.string().max(253),
  version: z.string().max(253),
});

/** `RolloutPlan` of lib/mesh/rollout. */
export const rolloutPlanSchema = z.object({
  service: z.object({ namespace: name, name }),
  target: z.object({
    kind: z.enum(['VirtualService', 'HTTPRoute']),
    namespace: name,
    name,
    rule: z.number().int().min(0),
  }),
  stable: versionSchema,
  canary: versionSchema,
  steps: z.array(stepSchema).min(1).max(100),
  gates: z.array(gateSchema).max(20),
  significance: z.number().gt(0).max(0.5),
  maxSeconds: z.number().int().min(10).max(2_592_000),
});
