import type { LogLine } from '@/lib/protocol/api/logs';

export type LogField = keyof LogLine;

/** Every field of a line under the question it answers; Envoy's own names. */
export const LOG_FIELD_GROUPS: readonly { title: string; fields: readonly LogField[] }[] = [
  {
    title: 'Request',
    fields: [
      'start_time',
      'method',
      'path',
      'protocol',
      'authority',
      'request_operation',
      'request_protocol',
      'user_agent',
      'x_forwarded_for',
      'bytes_received',
    ],
  },
  {
    title: 'Answer',
    fields: [
      'response_code',
      'response_flags',
      'response_code_details',
      'connection_termination_details',
      'upstream_transport_failure_reason',
      'grpc_response_status',
      'bytes_sent',
      'duration_us',
      'duration',
      'upstream_service_time',
    ],
  },
  {
    title: 'From and to',
    fields: [
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
    ],
  },
  {
    title: 'Route and addresses',
    fields: [
      'route_name',
      'upstream_cluster',
      'upstream_host',
      'upstream_local_address',
      'downstream_local_address',
      'downstream_remote_address',
      'requested_server_name',
    ],
  },
  { title: 'Ids', fields: ['request_id', 'trace_id', 'span_id', 'id'] },
];
