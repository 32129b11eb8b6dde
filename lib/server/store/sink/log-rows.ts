import type { AccessLogEntry } from '../../../mesh/log/access-log-entry';
import type { BinaryCopyWriter } from '../database/binary-copy-writer';
import { logTimeUs } from './log-id';
import { toSpanId, toTraceId } from './trace-ids';

/** Columns that hold a text as it came, in the table's order. */
export const LOG_TEXT_COLUMNS = [
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
  'response_flags',
  'grpc_response_status',
  'method',
  'path',
  'protocol',
  'authority',
  'request_id',
  'user_agent',
  'route_name',
  'response_code_details',
  'connection_termination_details',
  'upstream_transport_failure_reason',
  'x_forwarded_for',
  'upstream_host',
  'upstream_cluster',
  'upstream_local_address',
  'downstream_local_address',
  'downstream_remote_address',
  'requested_server_name',
] as const satisfies readonly (keyof AccessLogEntry)[];

/** The columns of `access_logs` as `writeLogRow` fills them. */
export const LOG_COLUMNS = [
  'ts',
  'n',
  'response_code',
  'duration_us',
  'duration',
  'upstream_service_time',
  'bytes_received',
  'bytes_sent',
  'trace_id',
  'span_id',
  ...LOG_TEXT_COLUMNS,
] as const;

/** Appends one access-log line. */
export function writeLogRow(writer: BinaryCopyWriter, log: AccessLogEntry, tieBreak: number): void {
  writer.startRow(LOG_COLUMNS.length);
  writer.timestamptz(logTimeUs(log.start_time));
  writer.int4(tieBreak);
  writer.int4(log.response_code);
  writer.int8(Math.round(log.duration_us));
  writer.float8(log.duration);
  if (log.upstream_service_time === null) writer.nothing();
  else writer.float8(log.upstream_service_time);
  writer.int8(log.bytes_received);
  writer.int8(log.bytes_sent);
  writeHex(writer, toTraceId(log.trace_id));
  writeHex(writer, toSpanId(log.span_id));
  for (const column of LOG_TEXT_COLUMNS) {
    const value = log[column];
    if (value === null) writer.nothing();
    else writer.text(value);
  }
}

function writeHex(writer: BinaryCopyWriter, digits: string | undefined): void {
  if (digits === undefined) writer.nothing();
  else writer.hex(digits);
}
