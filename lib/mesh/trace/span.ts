/** The part of a call that a span describes, as in OpenTelemetry. */
export type SpanKind = 'SERVER' | 'CLIENT' | 'PRODUCER' | 'CONSUMER' | 'INTERNAL';

/** Something that happened at one moment of a span: a log line, an exception. */
export interface SpanEvent {
  /** Epoch microseconds. */
  time_us: number;
  name: string;
  tags: Readonly<Record<string, string>>;
}

/** Another span that caused this one or belongs to it, of this trace or another. */
export interface SpanLink {
  trace_id: string;
  span_id: string;
  tags: Readonly<Record<string, string>>;
}

/** What applications say of a span beyond its tags; spans of sidecars have none of it. */
export interface SpanDetails {
  events?: readonly SpanEvent[];
  links?: readonly SpanLink[];
  /** The status in words. */
  status_message?: string;
  /** Names of the tags that describe the process and not the call. */
  resource?: readonly string[];
  /** Tags, events and links that were left out because there were too many. */
  dropped?: number;
}

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
  details?: SpanDetails;
}
