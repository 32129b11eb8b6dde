import { describe, expect, it } from 'vitest';
import { FIRST_SNAPSHOT } from '@/agent/config/mesh-config';
import { TELEMETRY_LIMITS } from '@/agent/telemetry/telemetry-limits';
import { TelemetryPolicy } from '@/agent/telemetry/telemetry-policy';
import { TelemetryRecorder } from '@/agent/telemetry/telemetry-recorder';
import { ACCESS_LOG_COLUMNS } from '@/lib/protocol/ingest/access-log-columns';
import { batchSchema } from '@/lib/protocol/ingest/agent-message';
import { decodeColumns } from '@/lib/protocol/ingest/columns';
import { SPAN_COLUMNS } from '@/lib/protocol/ingest/span-columns';
import { columnsOf } from '../support/columns-of';
import { makeExchange, PRODUCTPAGE, REVIEWS_SELF } from '../support/make-exchange';

function createRecorder(role: 'sidecar' | 'gateway' = 'sidecar', policy?: TelemetryPolicy) {
  const state = { full: 0 };
  const recorder = new TelemetryRecorder({
    self: REVIEWS_SELF,
    role,
    ...(policy === undefined ? {} : { policy }),
    now: () => 1_700_000_000_000,
    onFull: () => state.full++,
  });
  return { recorder, state };
}

describe('TelemetryRecorder', () => {
  it('writes every field of the access log', () => {
    const { recorder } = createRecorder();
    recorder.record(makeExchange());
    const rows = decodeColumns(columnsOf(recorder.take()?.logs), ACCESS_LOG_COLUMNS);
    expect(rows).toEqual([
      {
        start_time: 1_700_000_000_100.25,
        route_name: 'default',
        method: 'GET',
        path: '/ratings/0?x=1',
        protocol: 'HTTP/1.1',
        response_code: 200,
        response_flags: '-',
        response_code_details: 'via_upstream',
        connection_termination_details: null,
        bytes_received: 0,
        bytes_sent: 500,
        duration: 12,
        upstream_service_time: 11,
        x_forwarded_for: null,
        user_agent: 'test/1',
        request_id: '84961386-6d84-929d-98bd-c5aee93b5c88',
        authority: 'ratings.backend:9080',
        upstream_host: '10.0.0.7:9080',
        upstream_cluster: 'outbound|9080||ratings.backend.svc.cluster.local',
        upstream_local_address: '10.0.0.3:51000',
        downstream_local_address: '127.0.0.1:15001',
        downstream_remote_address: '127.0.0.1:40000',
        requested_server_name: null,
        upstream_transport_failure_reason: null,
        duration_us: 12_500,
        reporter: 'source',
        source_workload: 'reviews-v1',
        source_workload_namespace: 'default',
        source_canonical_service: 'reviews',
        source_canonical_revision: 'v1',
        destination_workload: 'ratings-v2',
        destination_workload_namespace: 'backend',
        destination_canonical_service: 'ratings',
        destination_canonical_revision: 'v2',
        destination_service: 'ratings.backend.svc.cluster.local',
        destination_service_name: 'ratings',
        destination_service_namespace: 'backend',
        request_protocol: 'http',
        request_operation: 'GET /ratings/{id}',
        grpc_response_status: null,
        trace_id: '0af7651916cd43dd8448eb211c80319c',
        span_id: 'b7ad6b7169203331',
      },
    ]);
  });

  it('writes client spans with Envoy and Istio tags and the peer', () => {
    const { recorder } = createRecorder();
    recorder.record(makeExchange({ responseCode: 503, flags: 'UF,URX' }));
    const [span] = decodeColumns(columnsOf(recorder.take()?.spans), SPAN_COLUMNS) ?? [];
    expect(span).toMatchObject({
      trace_id: '0af7651916cd43dd8448eb211c80319c',
      span_id: 'b7ad6b7169203331',
      parent_span_id: '00f067aa0ba902b7',
      name: 'ratings.backend.svc.cluster.local:9080/*',
      kind: 'CLIENT',
      start_us: 1_700_000_000_100_250,
      duration_us: 12_500,
      service: 'reviews',
      workload: 'reviews-v1',
      version: 'v1',
      status: 'error',
    });
    expect(span?.tags).toEqual({
      component: 'proxy',
      node_id: REVIEWS_SELF.nodeId,
      'istio.canonical_service': 'reviews',
      'istio.canonical_revision': 'v1',
      'istio.mesh_id': 'cluster.local',
      'istio.namespace': 'default',
      'istio.cluster_id': 'default',
      'guid:x-request-id': '84961386-6d84-929d-98bd-c5aee93b5c88',
      'http.method': 'GET',
      'http.url': 'http://ratings.backend:9080/ratings/0?x=1',
      'http.protocol': 'HTTP/1.1',
      'http.status_code': '503',
      downstream_cluster: '-',
      user_agent: 'test/1',
      request_size: '0',
      response_size: '500',
      response_flags: 'UF,URX',
      'peer.address': '127.0.0.1',
      upstream_cluster: 'outbound|9080||ratings.backend.svc.cluster.local',
      'upstream_cluster.name': 'outbound|9080||ratings.backend.svc.cluster.local',
      upstream_address: '10.0.0.7:9080',
      response_code_details: 'via_upstream',
      error: 'true',
      'peer.workload': 'ratings-v2',
      'peer.namespace': 'backend',
      'peer.canonical_service': 'ratings',
      'peer.canonical_revision': 'v2',
      'peer.cluster': 'default',
    });
  });

  it('writes spans only of sampled exchanges, and a root without a parent', () => {
    const { recorder } = createRecorder();
    recorder.record(makeExchange({ sampled: false }));
    recorder.record(makeExchange({ direction: 'inbound', peer: PRODUCTPAGE, parentSpanId: undefined }));
    const spans = decodeColumns(columnsOf(recorder.take()?.spans), SPAN_COLUMNS);
    expect(spans).toHaveLength(1);
    expect(spans?.[0]).toMatchObject({ kind: 'SERVER', parent_span_id: '', status: 'unset' });
  });

  it('leaves the access log out when it is off', () => {
    const policy = new TelemetryPolicy(REVIEWS_SELF.identity, () => undefined);
    policy.update({ ...FIRST_SNAPSHOT, telemetry: { randomSamplingPercentage: 1, accessLogging: false } });
    const { recorder } = createRecorder('sidecar', policy);
    recorder.record(makeExchange());
    expect(recorder.take()).toMatchObject({ logs: null, points: [expect.anything()] });
    expect(recorder.take()).toBeUndefined();
  });

  it('reports as a gateway only what goes out', () => {
    const { recorder } = createRecorder('gateway');
    recorder.record(makeExchange({ direction: 'inbound' }));
    expect(recorder.hasTelemetry).toBe(false);
    recorder.record(makeExchange());
    expect(recorder.hasTelemetry).toBe(true);
  });

  it('asks for a cut when a batch is full', () => {
    const { recorder, state } = createRecorder();
    for (let i = 1; i < TELEMETRY_LIMITS.batchLogs; i++) recorder.record(makeExchange());
    expect(state.full).toBe(0);
    recorder.record(makeExchange());
    expect(state.full).toBe(1);
  });

  it('keeps to the wire: long fields are cut, odd values counted instead of thrown', () => {
    const { recorder } = createRecorder();
    recorder.record(makeExchange({ path: `/${'x'.repeat(20_000)}`, userAgent: 'y'.repeat(9_000) }));
    const taken = recorder.take();
    const batch = {
      type: 'batch',
      sequence: 1,
      points: taken?.points,
      logs: columnsOf(taken?.logs),
      spans: columnsOf(taken?.spans),
    };
    expect(batchSchema.safeParse(batch).success).toBe(true);
    recorder.record({ ...makeExchange(), path: undefined as unknown as string });
    expect(recorder.failed).toBe(1);
  });
});
