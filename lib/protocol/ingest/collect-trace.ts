import * as z from 'zod/mini';

/** Why a trace is collected that nobody had sampled. */
export const COLLECT_REASONS = ['error', 'breaker', 'slow', 'rule', 'asked'] as const;

export type CollectReason = (typeof COLLECT_REASONS)[number];

/** What `hello` and `welcome` name when their side can collect traces after the fact; the others are never asked. */
export const COLLECT_FEATURE = 'collect-traces';

/** The tag that says on each span of a trace why it was collected. */
export const COLLECTED_TAG = 'meshscope.collected';

/** Bounds of one message, and of the name of a feature. */
export const COLLECT_LIMITS = { traces: 500, features: 32, featureLength: 64 } as const;

/** What one side can do beyond the first version of the protocol; unknown names mean nothing. */
export const featuresSchema = z.optional(
  z
    .array(z.string().check(z.maxLength(COLLECT_LIMITS.featureLength)))
    .check(z.maxLength(COLLECT_LIMITS.features)),
);

/** A trace and why it is wanted. */
export const wantedTraceSchema = z.tuple([
  z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  // A reason of a newer version is kept as it is: it only becomes a tag.
  z.string().check(z.regex(/^[a-z-]{1,32}$/)),
]);

export type WantedTrace = z.infer<typeof wantedTraceSchema>;

/** The traces of one message. */
export const wantedTracesSchema = z.array(wantedTraceSchema).check(z.maxLength(COLLECT_LIMITS.traces));
