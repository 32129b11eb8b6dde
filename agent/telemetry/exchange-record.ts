import type { WorkloadIdentity } from '../../lib/mesh/identity/workload-identity';
import type { ServiceRef } from '../proxy/cluster/cluster-spec';

export type Direction = 'inbound' | 'outbound';

/**
 * One finished request and its answer, as the proxy saw it: all that metrics, the access log and the span need.
 * A fresh object an exchange, never changed after it is handed over, so a recorder may keep it.
 * Times ending in `AfterMs` are milliseconds since `startedAtMs` with a fraction, -1 when the moment never came.
 */
export interface ExchangeRecord {
  /** Inbound is reporter=destination and a server span; outbound is reporter=source and a client span. */
  direction: Direction;
  /** Unix epoch milliseconds with a fraction: the first byte of the request. */
  startedAtMs: number;
  /** Last byte of the request read. */
  requestEndAfterMs: number;
  /** Upstream connection ready, pooled or new; of the last attempt. */
  connectedAfterMs: number;
  /** Last byte of the request given to the upstream. */
  requestSentAfterMs: number;
  /** Head of the upstream's final response read. */
  responseStartAfterMs: number;
  /** Last byte of the upstream's response read. */
  responseEndAfterMs: number;
  /** Whole exchange, to the last byte handed to the client. */
  durationMs: number;

  /** Empty when the request could not be parsed that far. */
  method: string;
  /** Path with query, as forwarded. */
  path: string;
  protocol: 'HTTP/2' | 'HTTP/1.1' | 'HTTP/1.0' | '';
  /** Host as the client wrote it, port included when it did. */
  authority: string;
  userAgent: string | undefined;
  forwardedFor: string | undefined;
  requestId: string;
  contentType: string | undefined;
  /** Request headers that a Telemetry resource asks for, by lower-case name. */
  keptHeaders: Readonly<Record<string, string>> | undefined;

  /** 0 when the client got no response. */
  responseCode: number;
  /** Envoy's short flags joined by commas, `-` when none. */
  flags: string;
  /** Envoy's response_code_details. */
  details: string | undefined;
  connectionTerminationDetails: string | undefined;
  upstreamTransportFailureReason: string | undefined;
  /** Value of the response's grpc-status; empty when it has none. */
  grpcStatus: string;

  /** gRPC messages in each direction; 0 for what is not gRPC. */
  requestMessages: number;
  responseMessages: number;
  /** Bytes from and to the client, heads and framing included (Istio's request and response size). */
  requestBytes: number;
  responseBytes: number;
  /** Bodies alone (the access log's bytes_received and bytes_sent). */
  requestBodyBytes: number;
  responseBodyBytes: number;

  /** Envoy's cluster: `outbound|9080||host`, `inbound|8080||`, `PassthroughCluster`; empty when none was chosen. */
  upstreamCluster: string;
  upstreamHost: string | undefined;
  upstreamLocalAddress: string | undefined;
  downstreamLocalAddress: string;
  downstreamRemoteAddress: string;
  routeName: string | undefined;
  /** Value of x-envoy-upstream-service-time, undefined when no response came. */
  upstreamServiceTimeMs: number | undefined;
  /** Tries made; 0 when none was started. */
  attempts: number;

  /** The service asked for; undefined when the mesh does not know it. */
  service: ServiceRef | undefined;
  /** The other side as metadata exchange told it: inbound the caller, outbound the destination.
   * Learnt twice it is the same object, so state may be keyed by it. */
  peer: WorkloadIdentity | undefined;
  /** SPIFFE id that the other side proved by its certificate, and our own on the same connection. */
  peerPrincipal: string | undefined;
  localPrincipal: string | undefined;
  /** SNI of the client's handshake; empty without TLS. */
  requestedServerName: string;

  /** 32, 16 and 16 lower-case hex digits; the parent is undefined at the root of a trace. */
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
  sampled: boolean;
  /** Span name in Envoy's form: `reviews.default.svc.cluster.local:9080/*`. */
  operation: string;
}

/** Puts flags before those the exchange already has; `-` adds none. */
export function addFlags(record: ExchangeRecord, flags: string): void {
  if (flags === '-') return;
  record.flags = record.flags === '-' ? flags : `${flags},${record.flags}`;
}

/** One TCP conversation (CONNECT or an upgraded connection), reported at opening, every 5 s and at closing. */
export interface TunnelRecord {
  direction: Direction;
  openedAtMs: number;
  upstreamCluster: string;
  upstreamHost: string | undefined;
  downstreamLocalAddress: string;
  downstreamRemoteAddress: string;
  authority: string;
  flags: string;
  service: ServiceRef | undefined;
  peer: WorkloadIdentity | undefined;
  peerPrincipal: string | undefined;
  localPrincipal: string | undefined;
}

/** Where the proxy hands its observations; every call must be cheap and must never throw. */
export interface Recorder {
  record(exchange: ExchangeRecord): void;
  /** Lower-case names of request headers it wants to know; none where it is left out. */
  headersToKeep?(direction: Direction): readonly string[];
  openTunnel(tunnel: TunnelRecord): void;
  /** Bytes since the last call for this tunnel: received from and sent to the client. */
  addTunnelBytes(tunnel: TunnelRecord, receivedBytes: number, sentBytes: number): void;
  closeTunnel(tunnel: TunnelRecord): void;
  /** The access-log line of a connection that is no exchange's; not asked for where it is left out. */
  logConnection?(tunnel: TunnelRecord, line: ExchangeRecord): void;
}
