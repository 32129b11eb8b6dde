import type { ResourceReference } from '../config/resource';

/** What requests of one client are told apart by. */
export type HashKey =
  | { kind: 'header'; name: string }
  | {
      kind: 'cookie';
      name: string;
      path: string;
      ttlMs: number | undefined;
      /** Of a cookie that the proxy makes; an empty value is a mere word, as in `Secure`. */
      attributes: readonly { name: string; value: string }[];
    }
  | { kind: 'source-ip' }
  | { kind: 'query'; name: string };

export type LoadBalancing =
  | { kind: 'LEAST_REQUEST' | 'ROUND_ROBIN' | 'RANDOM' | 'PASSTHROUGH' }
  | {
      kind: 'CONSISTENT_HASH';
      key: HashKey;
      algorithm: { kind: 'ring'; minimumSize: number } | { kind: 'maglev'; tableSize: number };
    };

/** Growing share of a new endpoint. */
export interface Warmup {
  durationMs: number;
  minimumPercent: number;
  aggression: number;
}

/** Which endpoints are preferred by where they are. */
export interface LocalityPreference {
  distribute: readonly { from: string; to: Readonly<Record<string, number>> }[];
  failover: readonly { from: string; to: string }[];
  failoverPriority: readonly string[];
}

/** Bounds of connections and requests; Infinity is Istio's 2^32 - 1. */
export interface ConnectionLimits {
  maxConnections: number;
  connectTimeoutMs: number;
  tcpIdleTimeoutMs: number;
  maxConnectionDurationMs: number | undefined;
  keepAlive:
    | { probes: number | undefined; timeMs: number | undefined; intervalMs: number | undefined }
    | undefined;
  maxPendingRequests: number;
  maxRequests: number;
  maxRetries: number;
  /** 0 is no bound. */
  maxRequestsPerConnection: number;
  httpIdleTimeoutMs: number;
  /** Whether HTTP/1.1 requests are sent as HTTP/2. */
  upgradesToHttp2: boolean;
  usesClientProtocol: boolean;
  maxConcurrentStreams: number;
}

/** When an endpoint is taken out, for how long, and how many at most. */
export interface OutlierPlan {
  /** 0 switches the rule off. */
  consecutive5xxErrors: number;
  consecutiveGatewayErrors: number;
  splitsLocalErrors: boolean;
  consecutiveLocalOriginFailures: number;
  intervalMs: number;
  baseEjectionMs: number;
  maxEjectionPercent: number;
  minHealthPercent: number;
}

/** How connections to the endpoints are secured; `auto` is mutual TLS where the endpoint has an agent, else plain. */
export interface ClientTlsPlan {
  mode: 'auto' | 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL';
  clientCertificate: string;
  privateKey: string;
  caCertificates: string;
  credentialName: string;
  /** Where the own certificate stands if not in `credentialName` (Gateway API); empty for the usual. */
  clientCredentialName: string;
  subjectAltNames: readonly string[];
  sni: string;
  insecureSkipVerify: boolean;
  /** File with revoked certificates; empty for none. */
  caCrl: string;
  /** Why nothing may be sent; empty where it may. */
  fault: string;
}

/** How many retries may run at once, in proportion to the requests that do. */
export interface RetryBudget {
  percent: number;
  minConcurrency: number;
}

/** What is said first on connections, in text or in bytes (the PROXY protocol's specification, HAProxy). */
export type ProxyProtocolVersion = 'V1' | 'V2';

/** A tunnel through the endpoint, for connections that are not HTTP: what it is asked to connect to, and by which method. */
export interface TunnelPlan {
  method: 'CONNECT' | 'POST';
  host: string;
  port: number;
}

/** Everything the DestinationRules say of one cluster, defaults filled in: plain data that a data path carries out. */
export interface EffectiveTrafficPolicy {
  /** The rules that had a say, most important first. */
  origins: readonly ResourceReference[];
  loadBalancing: LoadBalancing;
  warmup: Warmup | undefined;
  /** Undefined: every endpoint counts the same. */
  locality: LocalityPreference | undefined;
  connections: ConnectionLimits;
  /** Undefined: no endpoint is ever taken out. */
  outliers: OutlierPlan | undefined;
  tls: ClientTlsPlan;
  retryBudget: RetryBudget | undefined;
  /** Connections begin by saying which client they are made for; undefined: they do not. */
  proxyProtocol: ProxyProtocolVersion | undefined;
  /** Undefined: connections are for the endpoint itself. */
  tunnel: TunnelPlan | undefined;
}
