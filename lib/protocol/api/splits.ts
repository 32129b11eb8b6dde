import * as z from 'zod/mini';
import { defineEndpoint } from './endpoint';
import { answeredWindow, timeWindowQuery } from './time-window';

/** Where a quantile lies with 95 % certainty; `high` is null where too few requests were seen to say. */
const band = z.object({ low: z.number(), high: z.nullable(z.number()) });

const share = z.object({ version: z.string(), rate: z.number(), percent: z.number() });

/** What one version of a service does. Latencies are milliseconds. */
export const versionSignalsSchema = z.object({
  version: z.string(),
  /** Workloads that serve it now. */
  workloads: z.array(z.string()),
  requests: z.number(),
  rate: z.number(),
  /** Share of failed requests (5xx, no answer, gRPC server faults), 0..1, with a 95 % band that holds at every moment. */
  errors: z.object({ rate: z.number(), low: z.number(), high: z.number() }),
  latency: z.nullable(
    z.object({
      p50: z.number(),
      p95: z.number(),
      p99: z.number(),
      bands: z.object({ p50: band, p95: band, p99: band }),
    }),
  ),
  /** Requests a second and share of failed ones, in equal steps, oldest first. */
  course: z.array(
    z.object({ at: z.number(), rate: z.number(), errorPercent: z.number(), p95: z.nullable(z.number()) }),
  ),
});

/** One rule that spreads the service's requests. */
export const serviceSplitSchema = z.object({
  target: z.object({
    kind: z.enum(['VirtualService', 'HTTPRoute']),
    namespace: z.string(),
    name: z.string(),
    rule: z.number(),
  }),
  /** Of the object, for a save that overwrites nobody's change. */
  version: z.number(),
  protocol: z.enum(['http', 'tcp']),
  title: z.string(),
  targets: z.array(
    z.object({
      host: z.string(),
      subset: z.string(),
      port: z.exactOptional(z.number()),
      percent: z.number(),
      /** The version that this destination's workloads report; empty when that is not known. */
      version: z.string(),
    }),
  ),
});

/** GET /api/splits */
export const getSplit = defineEndpoint({
  method: 'GET',
  path: '/api/splits',
  summary: 'How the requests of a service are to be spread over its versions, and how they are.',
  query: z.object({
    /** `namespace/name`. */
    service: z.string().check(z.minLength(3), z.maxLength(520)),
    ...timeWindowQuery,
  }),
  response: z.object({
    ...answeredWindow,
    service: z.object({
      namespace: z.string(),
      name: z.string(),
      host: z.string(),
      ports: z.array(z.number()),
    }),
    versions: z.array(versionSignalsSchema),
    /** Who calls it, and which versions answered. */
    callers: z.array(
      z.object({
        /** Node id of a workload. */
        id: z.string(),
        name: z.string(),
        namespace: z.string(),
        rate: z.number(),
        shares: z.array(share),
      }),
    ),
    splits: z.array(serviceSplitSchema),
    /** The DestinationRule of the host, null when there is none. */
    destinationRule: z.nullable(
      z.object({
        namespace: z.string(),
        name: z.string(),
        version: z.number(),
        subsets: z.array(z.string()),
      }),
    ),
    /** The rollout under way, null when there is none. */
    rolloutId: z.nullable(z.string()),
  }),
});

export type ServiceSplit = z.infer<typeof serviceSplitSchema>;
export type VersionSignals = z.infer<typeof versionSignalsSchema>;
export type SplitAnswer = z.infer<typeof getSplit.response>;
