import type { AccessLogEntry } from '../../mesh/log/access-log-entry';

/** Fields that Envoy leaves null; all others must have a value. */
const NULLABLE: ReadonlySet<string> = new Set<keyof AccessLogEntry>([
  'route_name',
  'method',
  'path',
  'protocol',
  'response_code_details',
  'connection_termination_details',
  'upstream_service_time',
  'x_forwarded_for',
  'user_agent',
  'request_id',
  'authority',
  'upstream_host',
  'upstream_cluster',
  'upstream_local_address',
  'downstream_local_address',
  'downstream_remote_address',
  'requested_server_name',
  'upstream_transport_failure_reason',
  'grpc_response_status',
  'trace_id',
  'span_id',
]);

const LATEST_MS = 8.64e15;

/** Whether a decoded line has every value it must have, within the bounds of its meaning. */
export function acceptLog(log: AccessLogEntry): boolean {
  for (const [field, value] of Object.entries(log)) if (value === null && !NULLABLE.has(field)) return false;
  return (
    log.start_time >= 0 &&
    log.start_time <= LATEST_MS &&
    isWithin(log.response_code, 999) &&
    isWithin(log.bytes_received, Number.MAX_SAFE_INTEGER) &&
    isWithin(log.bytes_sent, Number.MAX_SAFE_INTEGER) &&
    log.duration >= 0 &&
    log.duration_us >= 0 &&
    log.duration_us <= Number.MAX_SAFE_INTEGER
  );
}

function isWithin(value: number, max: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= max;
}
