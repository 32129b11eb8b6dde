import * as z from 'zod/mini';
import { CONFIG_LIMITS, configProblemSchema, objectNameSchema } from './config';
import { defineEndpoint } from './endpoint';
import { answeredWindow } from './time-window';

/** Bounds of one preview. */
export const PREVIEW_LIMITS = {
  /** Log lines that are replayed; of more a sample is taken, with some of every caller and service. */
  lines: 20_000,
  /** Lines of each caller and service that a sample has at least, where there are as many. */
  linesPerEdge: 50,
  /** Seconds a window may have. */
  windowSeconds: 7 * 86_400,
  /** Previews that one console works out at a time. */
  concurrent: 2,
} as const;

/** What a change makes of a request. */
export const outcomeKindSchema = z.enum([
  'same',
  'moved',
  'unmatched',
  'matched',
  'denied',
  'allowed',
  'redirected',
  'answered',
  'blocked',
  'unavailable',
  'timed-out',
  'aborted',
  'unknown',
]);

/** What it does besides. */
export const sideEffectSchema = z.enum(['rewritten', 'mirrored', 'delayed']);

const referenceSchema = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
});

const exampleSchema = z.object({
  at: z.number(),
  caller: z.string(),
  method: z.string(),
  authority: z.string(),
  path: z.string(),
  code: z.number(),
  durationMs: z.number(),
  /** Empty for a request without a trace. */
  traceId: z.string(),
  from: z.string(),
  to: z.string(),
  reason: z.string(),
});

const countedSchema = z.object({ name: z.string(), requests: z.number() });

const outcome = {
  /** An expectation: 10 % of 5 requests are 0.5. */
  requests: z.number(),
  /** 0..1 of all requests. */
  share: z.number(),
  examples: z.array(exampleSchema),
  /** Who is hit, most first. */
  callers: z.array(countedSchema),
  /** Host, method and path template. */
  operations: z.array(countedSchema),
};

const target = {
  host: z.string(),
  namespace: z.string(),
  /** Empty for a service outside the mesh. */
  workload: z.string(),
  version: z.string(),
};

const signalsSchema = z.object({
  requests: z.number(),
  /** 0..1; null where no version has a history. */
  errorRate: z.nullable(z.number()),
  p99Ms: z.nullable(z.number()),
});

/** What a change would have made of the requests of a window. */
export const configPreviewSchema = z.object({
  ...answeredWindow,
  /** Why the text cannot be read; then nothing else is worked out. */
  problems: z.array(configProblemSchema),
  /** The answer in one sentence. */
  headline: z.string(),
  /** All requests of the window, and the log lines that stand for them. */
  requests: z.number(),
  lines: z.number(),
  isSampled: z.boolean(),
  /** 0..1 of the requests: today's configuration decides about them what the log says was decided. */
  explained: z.number(),
  outcomes: z.array(z.object({ kind: outcomeKindSchema, ...outcome })),
  sideEffects: z.array(z.object({ kind: sideEffectSchema, ...outcome })),
  load: z.array(z.object({ ...target, before: z.number(), after: z.number() })),
  services: z.array(
    z.object({
      host: z.string(),
      before: signalsSchema,
      after: signalsSchema,
      /** 0..1 of the requests after the change that go to versions nobody called in the window. */
      withoutHistory: z.number(),
    }),
  ),
  /** Observed edges that would break. */
  broken: z.array(
    z.object({
      caller: z.string(),
      target: z.nullable(z.object(target)),
      requests: z.number(),
      reason: z.string(),
      by: z.nullable(referenceSchema),
      example: exampleSchema,
    }),
  ),
  /** What cannot be known from the log, and why. */
  unknown: z.array(z.object({ reason: z.string(), requests: z.number() })),
});

/** POST /api/config/preview */
export const previewConfig = defineEndpoint({
  method: 'POST',
  path: '/api/config/preview',
  summary: 'Runs the recorded requests of a window through the configuration as it is and as it would be.',
  query: z.object({}),
  bodyBytes: CONFIG_LIMITS.bodyBytes,
  body: z.object({
    yaml: z._default(z.string().check(z.maxLength(CONFIG_LIMITS.textBytes)), ''),
    /** For objects that name no namespace. */
    namespace: z._default(z.string().check(z.minLength(1), z.maxLength(CONFIG_LIMITS.nameLength)), 'default'),
    remove: z._default(z.array(objectNameSchema).check(z.maxLength(CONFIG_LIMITS.objectsPerChange)), []),
    /** Seconds up to now, unless `from` and `to` say more precisely (epoch milliseconds). */
    window: z._default(z.number().check(z.int(), z.gte(1), z.lte(PREVIEW_LIMITS.windowSeconds)), 3_600),
    from: z.optional(z.number().check(z.int(), z.gte(0))),
    to: z.optional(z.number().check(z.int(), z.gte(0))),
  }),
  response: configPreviewSchema,
});

export type ConfigPreview = z.infer<typeof configPreviewSchema>;
export type PreviewExample = z.infer<typeof exampleSchema>;
export type PreviewOutcome = ConfigPreview['outcomes'][number];
export type PreviewOutcomeKind = z.infer<typeof outcomeKindSchema>;
export type PreviewSideEffect = z.infer<typeof sideEffectSchema>;
