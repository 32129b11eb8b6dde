import * as z from 'zod/mini';
import { ERROR_CODES } from '../error-code';
import { workloadIdentitySchema } from './agent-message';
import { featuresSchema, wantedTracesSchema } from './collect-trace';
import { INGEST_LIMITS } from './limits';

const whole = z.int().check(z.gte(0));

const endpointSchema = z.object({
  address: z.string(),
  port: z.int(),
  workload: z.optional(workloadIdentitySchema),
  agentId: z.optional(z.string()),
  tlsMode: z.optional(z.literal('istio')),
});

/** A service of the registry. */
export const meshServiceSchema = z.object({
  host: z.string(),
  name: z.string(),
  namespace: z.string(),
  port: z.int(),
  protocol: z.enum(['http', 'grpc', 'tcp', 'auto']),
  endpoints: z.array(endpointSchema),
  location: z.enum(['MESH_INTERNAL', 'MESH_EXTERNAL']),
});

/** An object of the configuration on the wire: Kubernetes' JSON with whatever fields its kind has. */
export const configObjectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.optional(z.string()),
    labels: z.optional(z.record(z.string(), z.string())),
    annotations: z.optional(z.record(z.string(), z.string())),
    creationTimestamp: z.optional(z.string()),
  }),
});

const meshSettingsSchema = z.object({
  rootNamespace: z.string(),
  clusterDomain: z.string(),
  trustDomain: z.string(),
  trustDomainAliases: z.array(z.string()),
  outboundTrafficPolicy: z.enum(['ALLOW_ANY', 'REGISTRY_ONLY']),
  autoMtls: z.boolean(),
  pathNormalization: z._default(
    z.enum(['DEFAULT', 'NONE', 'BASE', 'MERGE_SLASHES', 'DECODE_AND_MERGE_SLASHES']),
    'BASE',
  ),
  /** Istio's own form; an agent reads the kinds of provider it knows. */
  extensionProviders: z._default(z.array(z.looseObject({ name: z.string() })), []),
  defaultProviders: z._default(
    z.object({
      accessLogging: z.array(z.string()),
      tracing: z.array(z.string()),
      metrics: z.array(z.string()),
    }),
    { accessLogging: [], tracing: [], metrics: [] },
  ),
  numTrustedProxies: z._default(whole, 0),
  /** Istio's own form; absent where Istio's own defaults hold. */
  defaults: z.optional(z.looseObject({})),
  /** How operations of services are to be named; absent where all are learnt. */
  operations: z.optional(
    z.array(z.object({ namespace: z.string(), name: z.string(), templates: z.array(z.string()) })),
  ),
});

const telemetrySettingsSchema = z.object({
  randomSamplingPercentage: z.number().check(z.gte(0), z.lte(100)),
  accessLogging: z.boolean(),
});

/** The answer to a good `hello`. */
export const welcomeSchema = z.object({
  type: z.literal('welcome'),
  consoleVersion: z.string(),
  /** Highest sequence of the agent's epoch that is committed; null when none is. */
  ackedSequence: z.nullable(whole),
  /** How long an agent gathers before it sends, milliseconds. */
  batchIntervalMs: whole,
  /** What a certificate is asked for with; absent from consoles without an authority. */
  certificates: z.optional(
    z.object({
      /** Good for one request on this connection. */
      nonce: z.string(),
      /** The identity the agent may have. */
      spiffeId: z.string(),
      /** A certificate of another authority is to be renewed at once. */
      authority: z.string(),
    }),
  ),
  features: featuresSchema,
});

const pem = z.string().check(z.maxLength(INGEST_LIMITS.certificateLength));
const pems = z.array(pem).check(z.minLength(1), z.maxLength(16));

/** A certificate for the key that was asked for. */
export const certificateSchema = z.object({
  type: z.literal('certificate'),
  /** PEM, the workload's own first. */
  chain: pems,
  /** PEM of the roots that peers are verified with. */
  trustBundle: pems,
  authority: z.string(),
  /** For the next request. */
  nonce: z.string(),
});

/** No certificate, and why; the connection goes on. */
export const certificateRefusalSchema = z.object({
  type: z.literal('certificate-refusal'),
  message: z.string(),
  nonce: z.string(),
});

/** Every batch of the epoch up to `sequence` is committed: the agent forgets them. */
export const ackSchema = z.object({ type: z.literal('ack'), sequence: whole });

/** The whole configuration. */
export const configSnapshotSchema = z.object({
  type: z.literal('config'),
  revision: whole,
  services: z.array(meshServiceSchema),
  resources: z.array(configObjectSchema),
  settings: meshSettingsSchema,
  telemetry: telemetrySettingsSchema,
});

/** What changed since `baseRevision`; an agent that runs another revision answers NACK and gets the whole. */
export const configDeltaSchema = z.object({
  type: z.literal('config-delta'),
  baseRevision: whole,
  revision: whole,
  /** New or changed services, whole. */
  upserts: z.array(meshServiceSchema),
  /** `host:port` of services that are gone. */
  removals: z.array(z.string()),
  /** New or changed objects of the configuration, whole. */
  resourceUpserts: z.array(configObjectSchema),
  /** `configKey` of objects that are gone. */
  resourceRemovals: z.array(z.string()),
  /** The settings of the mesh, when they changed. */
  settings: z.optional(meshSettingsSchema),
});

/** Every span the agent still holds of these traces is wanted, and those that end within the next half minute. */
export const collectTracesSchema = z.object({
  type: z.literal('collect-traces'),
  traces: wantedTracesSchema,
});

/** What the proxy holds is wanted; answered by `inspection` with the same `id`. */
export const inspectSchema = z.object({ type: z.literal('inspect'), id: whole });

/** The console ends the connection; with `retry` false the agent reports the reason and tries only rarely. */
export const refusalSchema = z.object({
  type: z.literal('refusal'),
  code: z.enum(ERROR_CODES),
  message: z.string(),
  retry: z.boolean(),
});

/** Everything the console says to an agent. */
export const consoleMessageSchema = z.discriminatedUnion('type', [
  welcomeSchema,
  ackSchema,
  configSnapshotSchema,
  configDeltaSchema,
  refusalSchema,
  certificateSchema,
  certificateRefusalSchema,
  collectTracesSchema,
  inspectSchema,
]);

export type ConsoleMessage = z.infer<typeof consoleMessageSchema>;
export type ConfigSnapshot = z.infer<typeof configSnapshotSchema>;
export type ConfigDelta = z.infer<typeof configDeltaSchema>;
export type Welcome = z.infer<typeof welcomeSchema>;
export type CertificateMessage = z.infer<typeof certificateSchema>;
export type CertificateRefusal = z.infer<typeof certificateRefusalSchema>;
export type Refusal = z.infer<typeof refusalSchema>;
