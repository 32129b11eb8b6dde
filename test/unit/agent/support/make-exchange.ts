import type { ExchangeRecord } from '@/agent/telemetry/exchange-record';
import type { WorkloadSelf } from '@/agent/telemetry/workload-self';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import { serviceHost } from '@/lib/mesh/identity/workload-identity';

export const REVIEWS = describeWorkload({ name: 'reviews', version: 'v1' });
export const RATINGS = describeWorkload({ name: 'ratings', version: 'v2', namespace: 'backend' });
export const PRODUCTPAGE = describeWorkload({ name: 'productpage', version: 'v1' });

export const REVIEWS_SERVICE = {
  host: serviceHost('reviews', 'default'),
  name: 'reviews',
  namespace: 'default',
  port: 9080,
};
export const RATINGS_SERVICE = {
  host: serviceHost('ratings', 'backend'),
  name: 'ratings',
  namespace: 'backend',
  port: 9080,
};

export const REVIEWS_SELF: WorkloadSelf = {
  identity: REVIEWS,
  service: REVIEWS_SERVICE,
  nodeId: 'sidecar~127.0.0.1~reviews-v1-1.default~default.svc.cluster.local',
};

/** An ordinary call from reviews to ratings; a test changes what it is about. */
export function makeExchange(change: Partial<ExchangeRecord> = {}): ExchangeRecord {
  return {
    direction: 'outbound',
    startedAtMs: 1_700_000_000_100.25,
    requestEndAfterMs: 0.2,
    connectedAfterMs: 0.3,
    requestSentAfterMs: 0.4,
    responseStartAfterMs: 11,
    responseEndAfterMs: 12,
    durationMs: 12.5,
    method: 'GET',
    path: '/ratings/0?x=1',
    protocol: 'HTTP/1.1',
    authority: 'ratings.backend:9080',
    userAgent: 'test/1',
    forwardedFor: undefined,
    requestId: '84961386-6d84-929d-98bd-c5aee93b5c88',
    contentType: undefined,
    keptHeaders: undefined,
    responseCode: 200,
    flags: '-',
    details: 'via_upstream',
    connectionTerminationDetails: undefined,
    upstreamTransportFailureReason: undefined,
    grpcStatus: '',
    requestMessages: 0,
    responseMessages: 0,
    requestBytes: 180,
    responseBytes: 620,
    requestBodyBytes: 0,
    responseBodyBytes: 500,
    upstreamCluster: 'outbound|9080||ratings.backend.svc.cluster.local',
    upstreamHost: '10.0.0.7:9080',
    upstreamLocalAddress: '10.0.0.3:51000',
    downstreamLocalAddress: '127.0.0.1:15001',
    downstreamRemoteAddress: '127.0.0.1:40000',
    routeName: 'default',
    upstreamServiceTimeMs: 11,
    attempts: 1,
    service: RATINGS_SERVICE,
    peer: RATINGS,
    peerPrincipal: undefined,
    localPrincipal: undefined,
    requestedServerName: '',
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId: 'b7ad6b7169203331',
    parentSpanId: '00f067aa0ba902b7',
    sampled: true,
    operation: 'ratings.backend.svc.cluster.local:9080/*',
    ...change,
  };
}
