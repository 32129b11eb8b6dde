import type { WorkloadIdentity } from '../../lib/mesh/identity/workload-identity';
import type { UpstreamTls } from '../tls/upstream-tls';

/** A service as the mesh knows it; `host` is the full name, for instance `reviews.default.svc.cluster.local`. */
export interface ServiceRef {
  readonly host: string;
  readonly name: string;
  readonly namespace: string;
  readonly port: number;
}

export interface Endpoint {
  readonly address: string;
  readonly port: number;
  /** `address:port`, IPv6 in brackets: the pool's key and the access log's upstream_host. */
  readonly hostPort: string;
  readonly workload: WorkloadIdentity | undefined;
  /** How connections to it are secured; plain text without it. */
  readonly tls?: UpstreamTls | undefined;
}

export interface RetryPolicy {
  /** Tries after the first one; Istio's default is 2, 0 turns retries off. */
  readonly attempts: number;
  /** Bound of each try until its response head; undefined means only the route's timeout counts. */
  readonly perTryTimeoutMs: number | undefined;
}

export interface TrafficPolicy {
  readonly connectTimeoutMs: number;
  /** Bound of the whole request, retries included, until the response ends; undefined is Istio's default (none). */
  readonly timeoutMs: number | undefined;
  readonly retries: RetryPolicy;
  /** Connections to one endpoint, and requests that may wait for one; beyond both is an overflow (UO). */
  readonly maxConnections: number;
  readonly maxPendingRequests: number;
}

export interface Destination {
  readonly service: ServiceRef;
  /** Envoy's cluster name, for instance `outbound|9080||reviews.default.svc.cluster.local`. */
  readonly cluster: string;
  readonly routeName: string;
  /** Only endpoints that may be used now; empty means 503 UH. */
  readonly endpoints: readonly Endpoint[];
  readonly policy: TrafficPolicy;
}

/**
 * What the proxy asks of the configuration. For a host the mesh does not know: `passthrough` sends the request to the
 * host and port it names (ALLOW_ANY, PassthroughCluster), `block` answers 502 (REGISTRY_ONLY, BlackHoleCluster).
 * Undefined: the host is known, but no route takes the request (404 NR).
 */
export interface RoutingTable {
  /** `host` is lower case and without port. Called once a request: answer from a map. */
  findDestination(host: string, port: number): Destination | 'passthrough' | 'block' | undefined;
}

/** Istio's defaults: 10 s to connect, no route timeout, two retries, practically unbounded pools. */
export const DEFAULT_TRAFFIC_POLICY: TrafficPolicy = {
  connectTimeoutMs: 10_000,
  timeoutMs: undefined,
  retries: { attempts: 2, perTryTimeoutMs: undefined },
  maxConnections: 1024,
  maxPendingRequests: 1024,
};
