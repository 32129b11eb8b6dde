import type { Span, SpanEvent, SpanLink } from '../span';

/** Attributes with their values in print. */
export type Tags = Record<string, string>;

/** One span of an OTLP message, as JSON and protobuf both say it; checked for its form, not for its meaning. */
export interface OtlpSpan {
  /** Lower-case hexadecimal, of any length. */
  traceId: string;
  spanId: string;
  /** Empty for a root. */
  parentSpanId: string;
  name: string;
  /** OTLP's number: 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  kind: number;
  startUs: number;
  endUs: number;
  tags: Tags;
  events: SpanEvent[];
  links: SpanLink[];
  /** 1 ok, 2 error. */
  statusCode: number;
  statusMessage: string;
  /** What the sender or a bound left out. */
  dropped: number;
}

/** The spans of one instrumentation library. */
export interface OtlpScope {
  name: string;
  version: string;
  spans: OtlpSpan[];
}

/** The spans of one process. */
export interface OtlpResource {
  tags: Tags;
  scopes: OtlpScope[];
}

/** Bounds of one message; more attributes, events and links of a span are left out and counted. */
export const OTLP_BOUNDS = {
  spans: 50_000,
  tags: 128,
  events: 128,
  links: 128,
  /** Characters of a value. */
  valueLength: 4_096,
  keyLength: 256,
  /** Lists and maps within a value. */
  depth: 12,
} as const;

/** OTLP's numbers of kinds. */
export const OTLP_KINDS: readonly (Span['kind'] | undefined)[] = [
  undefined,
  'INTERNAL',
  'SERVER',
  'CLIENT',
  'PRODUCER',
  'CONSUMER',
];
