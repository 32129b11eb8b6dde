import type { WorkloadIdentity } from '../../../lib/mesh/identity/workload-identity';
import type { EffectiveTrafficPolicy } from '../../../lib/mesh/routing/effective-traffic-policy';
import type { UpstreamTls } from '../../tls/upstream-tls';
import { type HostAndPort, joinHostPort } from '../split-authority';

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
  readonly labels: Readonly<Record<string, string>>;
  /** `region/zone/subzone`, empty when unknown. */
  readonly locality: string;
  readonly weight: number;
  /** How connections to it are secured; plain text without it. */
  readonly tls?: UpstreamTls | undefined;
  /** What is said first on each connection to it, before any TLS. */
  readonly preface?: Buffer | undefined;
}

/** What a cluster is to be: its endpoints and how they are used. Made anew with every configuration. */
export interface ClusterSpec {
  /** Envoy's name, for instance `outbound|9080|v1|reviews.default.svc.cluster.local`. */
  readonly name: string;
  /** Undefined for what the mesh does not know. */
  readonly service: ServiceRef | undefined;
  readonly endpoints: readonly Endpoint[];
  readonly policy: EffectiveTrafficPolicy;
  /** What its endpoints are spoken to in; `client`: what the client speaks. HTTP/1.1 without it. */
  readonly protocol?: 'http1' | 'http2' | 'client';
  /** Of a cluster without endpoints of its own: requests go to the place they ask for (Envoy's ORIGINAL_DST). */
  readonly reach?: ((to: HostAndPort) => Endpoint) | undefined;
}

/** Istio's defaults, and the same for what no rule speaks of. */
export const DEFAULT_POLICY: EffectiveTrafficPolicy = {
  origins: [],
  loadBalancing: { kind: 'LEAST_REQUEST' },
  warmup: undefined,
  locality: undefined,
  connections: {
    maxConnections: Number.POSITIVE_INFINITY,
    connectTimeoutMs: 10_000,
    tcpIdleTimeoutMs: 3_600_000,
    maxConnectionDurationMs: undefined,
    keepAlive: undefined,
    maxPendingRequests: Number.POSITIVE_INFINITY,
    maxRequests: Number.POSITIVE_INFINITY,
    maxRetries: Number.POSITIVE_INFINITY,
    maxRequestsPerConnection: 0,
    httpIdleTimeoutMs: 3_600_000,
    upgradesToHttp2: false,
    usesClientProtocol: false,
    maxConcurrentStreams: Number.POSITIVE_INFINITY,
  },
  outliers: undefined,
  tls: {
    mode: 'auto',
    clientCertificate: '',
    privateKey: '',
    caCertificates: '',
    credentialName: '',
    clientCredentialName: '',
    subjectAltNames: [],
    sni: '',
    insecureSkipVerify: false,
    caCrl: '',
    fault: '',
  },
  retryBudget: undefined,
  proxyProtocol: undefined,
  tunnel: undefined,
};

/** Everything outside the mesh that may be called as it is. */
export const PASSTHROUGH: ClusterSpec = {
  name: 'PassthroughCluster',
  service: undefined,
  endpoints: [],
  policy: DEFAULT_POLICY,
  protocol: 'client',
  reach: ({ host, port }) => plainEndpoint(host, port, joinHostPort(host, port)),
};

/** An endpoint of which nothing but the address is known. */
export function plainEndpoint(
  address: string,
  port: number,
  hostPort: string,
  workload?: WorkloadIdentity,
): Endpoint {
  return { address, port, hostPort, workload, labels: workload?.labels ?? {}, locality: '', weight: 1 };
}

/** What makes connections to an endpoint alike: those secured in different ways are never mixed. */
export function poolKeyOf({ hostPort, tls }: Endpoint): string {
  return tls === undefined ? hostPort : tls.poolKey;
}
