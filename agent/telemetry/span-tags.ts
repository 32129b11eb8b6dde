import type { WorkloadIdentity } from '../../lib/mesh/identity/workload-identity';
import type { ExchangeRecord } from './exchange-record';
import type { WorkloadSelf } from './workload-self';

/** Istio's mesh id where none is configured. */
const MESH_ID = 'cluster.local';

/** Tags that are the same on every span of this agent: Envoy's component and node, Istio's own. */
export function selfTags(self: WorkloadSelf): readonly [string, string][] {
  const { identity } = self;
  return [
    ['component', 'proxy'],
    ['node_id', self.nodeId],
    ['istio.canonical_service', identity.canonicalService],
    ['istio.canonical_revision', identity.canonicalRevision],
    ['istio.mesh_id', MESH_ID],
    ['istio.namespace', identity.namespace],
    ['istio.cluster_id', identity.cluster],
  ];
}

type TagReader = (exchange: ExchangeRecord) => string | undefined;

/** Never the same on two requests. */
export const REQUEST_ID_TAG = 'guid:x-request-id';

/** Envoy's tags of one exchange; undefined leaves a tag out. */
export const EXCHANGE_TAGS: readonly (readonly [string, TagReader])[] = [
  [REQUEST_ID_TAG, (r) => r.requestId],
  ['http.method', (r) => r.method],
  ['http.url', (r) => `http://${r.authority}${r.path}`],
  ['http.protocol', (r) => r.protocol],
  ['http.status_code', (r) => String(r.responseCode)],
  ['downstream_cluster', () => '-'],
  ['user_agent', (r) => r.userAgent ?? '-'],
  ['request_size', (r) => String(r.requestBodyBytes)],
  ['response_size', (r) => String(r.responseBodyBytes)],
  ['response_flags', (r) => r.flags],
  ['peer.address', (r) => withoutPort(r.downstreamRemoteAddress)],
  ['upstream_cluster', (r) => r.upstreamCluster],
  ['upstream_cluster.name', (r) => r.upstreamCluster],
  ['upstream_address', (r) => r.upstreamHost],
  ['grpc.status_code', (r) => r.grpcStatus],
  ['response_code_details', (r) => r.details],
  ['peer.principal', (r) => r.peerPrincipal],
  ['retry.attempts', (r) => (r.attempts > 1 ? String(r.attempts) : undefined)],
  ['error', (r) => (isFailed(r) ? 'true' : undefined)],
];

type PeerReader = (peer: WorkloadIdentity) => string;

/** The other side, so that a client span and the server span it caused can be told to belong together. */
export const PEER_TAGS: readonly (readonly [string, PeerReader])[] = [
  ['peer.workload', (peer) => peer.workload],
  ['peer.namespace', (peer) => peer.namespace],
  ['peer.canonical_service', (peer) => peer.canonicalService],
  ['peer.canonical_revision', (peer) => peer.canonicalRevision],
  ['peer.cluster', (peer) => peer.cluster],
];

/** Envoy's rule: no answer and every 5xx is an error, and so is a gRPC status that blames the server. */
export function isFailed(exchange: ExchangeRecord): boolean {
  if (exchange.responseCode === 0 || exchange.responseCode >= 500) return true;
  return (
    exchange.contentType?.startsWith('application/grpc') === true && GRPC_FAILURES.has(exchange.grpcStatus)
  );
}

/** UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE, DATA_LOSS. */
const GRPC_FAILURES = new Set(['2', '4', '12', '13', '14', '15']);

function withoutPort(address: string): string {
  const colon = address.lastIndexOf(':');
  return colon === -1 ? address : address.slice(0, colon);
}
