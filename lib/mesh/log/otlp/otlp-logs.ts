import type { Tags } from '../../trace/otlp/otlp-spans';

/** One record of an OTLP message, as JSON and protobuf both say it; checked for its form, not for its meaning. */
export interface OtlpLog {
  /** Epoch microseconds; 0 where the sender does not say. */
  timeUs: number;
  observedUs: number;
  severity: number;
  severityText: string;
  body: string;
  tags: Tags;
  eventName: string;
  traceId: string;
  spanId: string;
}

/** The records of one process, by instrumentation library. */
export interface OtlpLogResource {
  tags: Tags;
  scopes: { name: string; logs: OtlpLog[] }[];
}
