import * as z from 'zod/mini';

const percent = z.number().check(z.gte(0), z.lte(100));
const seconds = z.number().check(z.int(), z.gte(0), z.lte(604_800));
const name = z.string().check(z.minLength(1), z.maxLength(253));

const pairSchema = z.object({ name, value: z.string().check(z.minLength(1), z.maxLength(1_024)) });

/** `CanaryMatch` of lib/mesh/rollout. */
const canaryMatchSchema = z.object({
  header: z.exactOptional(pairSchema),
  cookie: z.exactOptional(pairSchema),
});

const meaning = z.enum(['good', 'bad', 'unclear']);
const limit = z.number().check(z.int(), z.gte(1), z.lte(10_000));
const bounds = { min: z.exactOptional(z.number()), max: z.exactOptional(z.number()) };

const readingFields = {
  ...bounds,
  good: z.exactOptional(z.object(bounds)),
  intervalSeconds: z.number().check(z.int(), z.gte(1), z.lte(86_400)),
  failures: z.number().check(z.int(), z.gte(1), z.lte(1_000_000)),
  isShared: z.exactOptional(z.boolean()),
  empty: z.exactOptional(meaning),
  emptyInARow: z.exactOptional(limit),
  notANumber: z.exactOptional(meaning),
  unclear: z.exactOptional(limit),
  count: z.exactOptional(z.number().check(z.int(), z.gte(0), z.lte(10_000))),
  goodInARow: z.exactOptional(limit),
};

/** `Gate` of lib/mesh/rollout. */
export const gateSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('error-rate'),
    against: z.enum(['stable', 'bound']),
    /** 0..1. */
    share: z.number().check(z.gt(0), z.lt(1)),
  }),
  z.object({
    kind: z.literal('latency'),
    against: z.enum(['stable', 'bound']),
    quantile: z.number().check(z.gt(0), z.lt(1)),
    /** 0.2 for 20 %. */
    slowdown: z.exactOptional(z.number().check(z.gt(0), z.lte(10))),
    boundMs: z.exactOptional(z.number().check(z.gt(0))),
  }),
  z.object({
    kind: z.literal('threshold'),
    metric: z.enum(['success-rate', 'duration']),
    quantile: z.exactOptional(z.number().check(z.gt(0), z.lt(1))),
    ...readingFields,
  }),
  z.object({
    kind: z.literal('query'),
    name,
    url: z.url({ protocol: /^https?$/ }).check(z.maxLength(2_048)),
    query: z.string().check(z.minLength(1), z.maxLength(4_096)),
    delaySeconds: z.exactOptional(seconds),
    ...readingFields,
  }),
]);

/** `Step` of lib/mesh/rollout. */
export const stepSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('weight'), percent }),
  z.object({ kind: z.literal('mirror'), percent }),
  z.object({ kind: z.literal('match'), match: z.exactOptional(canaryMatchSchema) }),
  z.object({ kind: z.literal('pause'), seconds }),
  z.object({ kind: z.literal('approval'), question: z.string().check(z.maxLength(500)) }),
  z.object({
    kind: z.literal('analysis'),
    seconds,
    gates: z.exactOptional(z.readonly(z.array(gateSchema).check(z.maxLength(20)))),
  }),
  z.object({
    kind: z.literal('webhook'),
    url: z.url({ protocol: /^https?$/ }).check(z.maxLength(2_048)),
    timeoutSeconds: z.number().check(z.int(), z.gte(1), z.lte(300)),
    retries: z.number().check(z.int(), z.gte(0), z.lte(10)),
    /** A no is asked about again, instead of rolling back. */
    waits: z.exactOptional(z.boolean()),
  }),
  z.object({ kind: z.literal('notify'), message: z.string().check(z.maxLength(1_000)) }),
]);

const versionSchema = z.object({
  host: name,
  /** Empty where versions are hosts of their own. */
  subset: z.string().check(z.maxLength(253)),
  version: z.string().check(z.maxLength(253)),
});

/** `Sticky` of lib/mesh/rollout; a rollout that starts says its own value. */
export const stickySchema = z.object({
  cookie: z.string().check(z.maxLength(128), z.regex(/^[\w!#$%&'*+.^`|~-]+$/)),
  seconds: z.number().check(z.int(), z.gte(1), z.lte(31_536_000)),
  value: z.exactOptional(z.string().check(z.maxLength(128), z.regex(/^[\w.-]+$/))),
});

/** `RolloutPlan` of lib/mesh/rollout. */
export const rolloutPlanSchema = z.object({
  service: z.object({ namespace: name, name }),
  target: z.object({
    kind: z.enum(['VirtualService', 'HTTPRoute']),
    namespace: name,
    name,
    rule: z.number().check(z.int(), z.gte(0)),
  }),
  stable: versionSchema,
  canary: versionSchema,
  sticky: z.exactOptional(stickySchema),
  /** Said by the console: how the rule shared before the rollout. */
  before: z.exactOptional(z.object({ canary: percent, other: percent })),
  steps: z.array(stepSchema).check(z.minLength(1), z.maxLength(100)),
  gates: z.array(gateSchema).check(z.maxLength(20)),
  significance: z.number().check(z.gt(0), z.lte(0.5)),
  maxSeconds: z.number().check(z.int(), z.gte(10), z.lte(2_592_000)),
});
