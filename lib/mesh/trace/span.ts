/** The part of a call that a span describes, as in OpenTelemetry. */
export type SpanKind = 'SERVER' | 'CLIENT' | 'PRODUCER' | 'CONSUMER' | 'INTERNAL';

/** One span as stored and shown; sidecar spans carry Envoy's tags (`http.method`, `response_flags`, ...). */
export interface Span {
  /** 32 lower-case hex digits. */
  trace_id: string;
  /** 16 lower-case hex digits. */
  span_id: string;
  /** Empty for a root. */
  parent_span_id: string;
  /** Istio's operation name: `host:port/path*`. */
  name: string;
  kind: SpanKind;
  /** Epoch microseconds. */
  start_us: number;
  duration_us: number;
  /** Canonical service of the reporting workload. */
  service: string;
  namespace: string;
  workload: string;
  version: string;
  status: 'unset' | 'ok' | 'error';
  tags: Readonly<Record<string, string>>;
}
