import type { AccessLogEntry } from '@/lib/mesh/log/access-log-entry';
import { recordValue } from '@/lib/mesh/metrics/histogram';
import { createPoint, type Point } from '@/lib/mesh/metrics/point';
import { fromLabelValues, type SeriesLabels } from '@/lib/mesh/metrics/series-labels';
import type { Span } from '@/lib/mesh/trace/span';
import type { TelemetryBatch } from '@/lib/server/store/contract/telemetry-sink';

/** Labels of one edge; what is not given is `unknown`. */
export function labelsOf(labels: Partial<Record<keyof SeriesLabels, string>>): SeriesLabels {
  return { ...fromLabelValues([]), ...labels };
}

/** A point of `requests` requests of `durationUs` each. */
export function pointOf(requests: number, durationUs = 1_000): Point {
  const point = createPoint();
  point.requests = requests;
  point.durationUs = requests * durationUs;
  point.requestBytes = requests * 100;
  point.responseBytes = requests * 1_000;
  point.requestMessages = requests * 2;
  point.responseMessages = requests * 3;
  recordValue(point.latency, durationUs, requests);
  return point;
}

export function batchOf(
  agentId: string,
  sequence: number,
  parts: Partial<TelemetryBatch> = {},
): TelemetryBatch {
  return { agentId, epoch: 'epoch-1', sequence, points: [], logs: [], spans: [], ...parts };
}

export function logOf(parts: Partial<AccessLogEntry> = {}): AccessLogEntry {
  return {
    start_time: Date.now(),
    route_name: 'default',
    method: 'GET',
    path: '/reviews/7',
    protocol: 'HTTP/1.1',
    response_code: 200,
    response_flags: '-',
    response_code_details: 'via_upstream',
    connection_termination_details: null,
    bytes_received: 0,
    bytes_sent: 512,
    duration: 12,
    upstream_service_time: 11.5,
    x_forwarded_for: null,
    user_agent: 'curl/8',
    request_id: 'b6a1',
    authority: 'reviews:9080',
    upstream_host: '127.0.0.1:9080',
    upstream_cluster: 'inbound|9080||',
    upstream_local_address: null,
    downstream_local_address: '127.0.0.1:15006',
    downstream_remote_address: '127.0.0.1:51234',
    requested_server_name: null,
    upstream_transport_failure_reason: null,
    duration_us: 12_345,
    reporter: 'destination',
    source_workload: 'productpage-v1',
    source_workload_namespace: 'bookinfo',
    source_canonical_service: 'productpage',
    source_canonical_revision: 'v1',
    destination_workload: 'reviews-v1',
    destination_workload_namespace: 'bookinfo',
    destination_canonical_service: 'reviews',
    destination_canonical_revision: 'v1',
    destination_service: 'reviews.bookinfo.svc.cluster.local',
    destination_service_name: 'reviews',
    destination_service_namespace: 'bookinfo',
    request_protocol: 'http',
    request_operation: 'GET /reviews/{id}',
    grpc_response_status: null,
    trace_id: '0af7651916cd43dd8448eb211c80319c',
    span_id: 'b7ad6b7169203331',
    ...parts,
  };
}

export function spanOf(parts: Partial<Span> = {}): Span {
  return {
    trace_id: '0af7651916cd43dd8448eb211c80319c',
    span_id: 'b7ad6b7169203331',
    parent_span_id: '',
    name: 'reviews.bookinfo.svc.cluster.local:9080/*',
    kind: 'SERVER',
    start_us: Date.now() * 1_000,
    duration_us: 12_345,
    service: 'reviews',
    namespace: 'bookinfo',
    workload: 'reviews-v1',
    version: 'v1',
    status: 'unset',
    tags: { 'http.status_code': '200', 'http.method': 'GET', component: 'proxy' },
    ...parts,
  };
}
