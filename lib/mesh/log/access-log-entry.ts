/**
 * One access-log line: the 24 fields of Envoy's default JSON log as Istio configures it, under their own names, and
 * what the proxy knows of both peers. Missing values are null, as in Envoy. Durations are milliseconds (Envoy's unit),
 * `duration_us` is the same in microseconds, times are epoch milliseconds with fraction.
 */
export interface AccessLogEntry {
  start_time: number;
  route_name: string | null;
  method: string | null;
  path: string | null;
  protocol: string | null;
  /** 0 when the downstream got no answer. */
  response_code: number;
  /** Short flags joined by commas, `-` when none. */
  response_flags: string;
  response_code_details: string | null;
  connection_termination_details: string | null;
  bytes_received: number;
  bytes_sent: number;
  duration: number;
  upstream_service_time: number | null;
  x_forwarded_for: string | null;
  user_agent: string | null;
  request_id: string | null;
  authority: string | null;
  upstream_host: string | null;
  upstream_cluster: string | null;
  upstream_local_address: string | null;
  downstream_local_address: string | null;
  downstream_remote_address: string | null;
  requested_server_name: string | null;
  upstream_transport_failure_reason: string | null;

  duration_us: number;
  reporter: string;
  source_workload: string;
  source_workload_namespace: string;
  source_canonical_service: string;
  source_canonical_revision: string;
  destination_workload: string;
  destination_workload_namespace: string;
  destination_canonical_service: string;
  destination_canonical_revision: string;
  /** Host of the service that was called. */
  destination_service: string;
  destination_service_name: string;
  destination_service_namespace: string;
  request_protocol: string;
  request_operation: string;
  grpc_response_status: string | null;
  trace_id: string | null;
  span_id: string | null;
}
