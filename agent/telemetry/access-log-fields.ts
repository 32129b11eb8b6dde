import type { AccessLogEntry } from '../../lib/mesh/log/access-log-entry';
import { INGEST_LIMITS } from '../../lib/protocol/ingest/limits';
import type { ExchangeRecord } from './exchange-record';

/** Fields of Envoy's own log, in the order of Istio's JSON format. */
export const ENVOY_FIELDS = {
  start_time: (r) => Math.round(r.startedAtMs * 1000) / 1000,
  route_name: (r) => text(r.routeName),
  method: (r) => text(r.method),
  path: (r) => text(r.path),
  protocol: (r) => text(r.protocol),
  response_code: (r) => r.responseCode,
  response_flags: (r) => r.flags,
  response_code_details: (r) => text(r.details),
  connection_termination_details: (r) => text(r.connectionTerminationDetails),
  bytes_received: (r) => r.requestBodyBytes,
  bytes_sent: (r) => r.responseBodyBytes,
  duration: (r) => Math.floor(r.durationMs),
  upstream_service_time: (r) => r.upstreamServiceTimeMs ?? null,
  x_forwarded_for: (r) => text(r.forwardedFor),
  user_agent: (r) => text(r.userAgent),
  request_id: (r) => text(r.requestId),
  authority: (r) => text(r.authority),
  upstream_host: (r) => text(r.upstreamHost),
  upstream_cluster: (r) => text(r.upstreamCluster),
  upstream_local_address: (r) => text(r.upstreamLocalAddress),
  downstream_local_address: (r) => text(r.downstreamLocalAddress),
  downstream_remote_address: (r) => text(r.downstreamRemoteAddress),
  requested_server_name: (r) => text(r.requestedServerName),
  upstream_transport_failure_reason: (r) => text(r.upstreamTransportFailureReason),
} as const satisfies Fields;

/** Fields that Meshscope adds for each exchange. */
export const EXCHANGE_FIELDS = {
  duration_us: (r) => Math.round(r.durationMs * 1000),
  trace_id: (r) => text(r.traceId),
  span_id: (r) => text(r.spanId),
} as const satisfies Fields;

/** Fields that are the same for all exchanges of a series: columns named as its labels. */
export const SERIES_FIELDS = [
  'reporter',
  'source_workload',
  'source_workload_namespace',
  'source_canonical_service',
  'source_canonical_revision',
  'destination_workload',
  'destination_workload_namespace',
  'destination_canonical_service',
  'destination_canonical_revision',
  'destination_service',
  'destination_service_name',
  'destination_service_namespace',
  'request_protocol',
  'request_operation',
] as const satisfies readonly (keyof AccessLogEntry)[];

type Fields = {
  readonly [K in keyof AccessLogEntry]?: (record: ExchangeRecord) => AccessLogEntry[K];
};

function text(value: string | undefined): string | null {
  if (value === undefined || value === '') return null;
  return value.length > INGEST_LIMITS.fieldLength ? value.slice(0, INGEST_LIMITS.fieldLength) : value;
}
