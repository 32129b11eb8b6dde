import * as z from 'zod/mini';
import { SERIES_LABELS } from '../../mesh/metrics/series-labels';
import { featuresSchema, wantedTracesSchema } from './collect-trace';
import { INGEST_LIMITS } from './limits';
import { proxyViewSchema } from './proxy-view';

const count = z.number().check(z.gte(0));
const whole = z.int().check(z.gte(0));
const label = z.string().check(z.maxLength(INGEST_LIMITS.labelLength));
const port = z.int().check(z.gte(1), z.lte(65_535));

/** A workload's identity as it travels. */
export const workloadIdentitySchema = z.object({
  cluster: label,
  namespace: label,
  workload: label,
  app: label,
  version: label,
  canonicalService: label,
  canonicalRevision: label,
  principal: label,
  labels: z.record(label, label),
});

/** A service that the agent's workload serves, at the address where the agent listens for it. */
export const servedServiceSchema = z.object({
  name: label,
  namespace: label,
  port,
  protocol: z.enum(['http', 'grpc', 'tcp', 'auto']),
  address: label,
  targetPort: port,
});

/** The first message of a connection. */
export const helloSchema = z.object({
  type: z.literal('hello'),
  protocol: z.int(),
  agentId: label,
  /** New for each start of the agent's process; sequence numbers count within it. */
  epoch: label,
  agentVersion: label,
  hostname: label,
  pid: whole,
  startedAtMs: count,
  /** `sidecar` carries a workload's traffic; `gateway` serves callers outside the mesh. */
  role: z.enum(['sidecar', 'gateway']),
  identity: workloadIdentitySchema,
  services: z.array(servedServiceSchema).check(z.maxLength(64)),
  /** Lowest batch the agent still holds; everything below is acknowledged or was dropped. */
  firstSequence: whole,
  /** Revision of the configuration it runs, 0 before the first. */
  configRevision: whole,
  features: featuresSchema,
});

/** Series numbers for this connection, labels in `SERIES_LABELS` order. */
export const seriesSchema = z.object({
  type: z.literal('series'),
  series: z.array(z.tuple([whole, z.array(label).check(z.length(SERIES_LABELS.length))])),
});

const encodedHistogram = z.array(z.int()).check(z.minLength(2), z.maxLength(INGEST_LIMITS.histogramLength));

/**
 * One series in one second: [series, epoch second, requests, durationUs, requestBytes, responseBytes, latency,
 * tcpOpened, tcpClosed, tcpSentBytes, tcpReceivedBytes], for gRPC also requestMessages, responseMessages; deltas, so
 * equal keys in one batch or many add up.
 */
export const pointRowSchema = z.tuple([
  whole,
  whole,
  whole,
  whole,
  whole,
  whole,
  encodedHistogram,
  whole,
  whole,
  whole,
  whole,
  z.optional(whole),
  z.optional(whole),
]);

const cell = z.union([z.number(), z.null(), z.array(whole)]);

/** Rows as columns, see `columns.ts`. */
export const columnsSchema = z.object({
  rows: whole,
  dictionary: z.array(z.string().check(z.maxLength(INGEST_LIMITS.fieldLength))),
  columns: z.record(z.string(), z.array(cell)),
});

/** What an agent counted as lost since it started, by kind and reason; cumulative. */
export const dropsSchema = z.object({ points: whole, logs: whole, spans: whole, batches: whole });

/** Telemetry, numbered within the agent's epoch; repeated until acknowledged. */
export const batchSchema = z.object({
  type: z.literal('batch'),
  sequence: whole,
  points: z.array(pointRowSchema).check(z.maxLength(INGEST_LIMITS.batchPoints)),
  logs: z.nullable(columnsSchema),
  spans: z.nullable(columnsSchema),
});

/** The agent's own state, every few seconds and at every change; the last one counts. */
export const statusSchema = z.object({
  type: z.literal('status'),
  atMs: count,
  /** `draining` from SIGTERM on. */
  state: z.enum(['starting', 'ready', 'draining']),
  /** Whether the workload's process listens. */
  appReady: z.boolean(),
  rssBytes: whole,
  cpuSeconds: count,
  openConnections: whole,
  inFlight: whole,
  bufferedBytes: whole,
  bufferLimitBytes: whole,
  unackedBatches: whole,
  drops: dropsSchema,
  /** The certificate it serves and calls with; absent while it has none, and from agents that speak no mutual TLS. */
  certificate: z.optional(
    z.object({ spiffeId: label, serialNumber: label, notBeforeMs: count, notAfterMs: count }),
  ),
  /** Whether its port takes mutual TLS now: it holds a certificate and no PeerAuthentication says DISABLE. */
  takesMutualTls: z.optional(z.boolean()),
  /** The port that its process took though the agent was to stand there: direct calls to it are seen by nobody. */
  ownPort: z.optional(whole),
});

/** Asks for a certificate, with the nonce that the console gave last as the request's challengePassword. */
export const certificateRequestSchema = z.object({
  type: z.literal('certificate-request'),
  /** A CertificationRequest (PKCS #10, RFC 2986), DER in base64. */
  request: z.string().check(z.maxLength(INGEST_LIMITS.certificateRequestLength)),
});

/** The answer to a configuration: taken (ACK), or refused with the reason while the last good one keeps serving. */
export const configResultSchema = z.object({
  type: z.literal('config-result'),
  revision: whole,
  status: z.enum(['ack', 'nack']),
  reason: z.optional(z.string().check(z.maxLength(INGEST_LIMITS.fieldLength))),
});

/** Requests that went wrong: the agent asks for their traces to be collected from everybody. */
export const traceAlertsSchema = z.object({ type: z.literal('trace-alerts'), traces: wantedTracesSchema });

/** The answer to `inspect`. */
export const inspectionSchema = z.object({
  type: z.literal('inspection'),
  id: whole,
  proxy: proxyViewSchema,
});

/** Everything an agent says. */
export const agentMessageSchema = z.discriminatedUnion('type', [
  helloSchema,
  seriesSchema,
  batchSchema,
  statusSchema,
  configResultSchema,
  certificateRequestSchema,
  traceAlertsSchema,
  inspectionSchema,
]);

export type AgentMessage = z.infer<typeof agentMessageSchema>;
export type Hello = z.infer<typeof helloSchema>;
export type ServedService = z.infer<typeof servedServiceSchema>;
export type Batch = z.infer<typeof batchSchema>;
export type PointRow = z.infer<typeof pointRowSchema>;
export type AgentStatus = z.infer<typeof statusSchema>;
export type CertificateRequest = z.infer<typeof certificateRequestSchema>;
export type Drops = z.infer<typeof dropsSchema>;
