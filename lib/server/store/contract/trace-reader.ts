import type { SpanCondition, SpanField } from '../../../mesh/trace/query/span-condition';
import type { Span } from '../../../mesh/trace/span';
import type { Page } from './log-reader';
import type { TimeWindow } from './point-reader';

/** A trace is found when one of its spans meets all given conditions. */
export interface TraceFilter {
  /** Namespace of the span's workload. */
  namespaces?: readonly string[];
  service?: string;
  /** `service`, or `service.namespace` as other trace tools show it. */
  serviceName?: string;
  workload?: string;
  version?: string;
  /** Substring of the span's name. */
  operation?: string;
  status?: 'ok' | 'error' | 'unset';
  kind?: Span['kind'];
  minDurationUs?: number;
  maxDurationUs?: number;
  /** Response codes (tag `http.status_code`). */
  codes?: readonly number[];
  /** Tags that must have exactly these values. */
  tags?: Readonly<Record<string, string>>;
  /** What a query asks beside all that. */
  where?: SpanCondition;
}

export interface TraceQuery extends TimeWindow {
  filter: TraceFilter;
  limit: number;
  cursor?: string;
}

/** One trace of a list. */
export interface TraceSummary {
  traceId: string;
  /** The root, or the earliest span while the root is missing. */
  rootName: string;
  rootService: string;
  rootNamespace: string;
  rootWorkload: string;
  startUs: number;
  /** From the first start to the last end. */
  durationUs: number;
  spans: number;
  errorSpans: number;
  /** Response code of the root, 0 when it has none. */
  code: number;
  services: { name: string; namespace: string; spans: number; errorSpans: number }[];
}

/** Counts for a heat map; `isWhole` unless there were more spans than are counted. */
export interface DurationCounts {
  cells: { t: number; fromUs: number; toUs: number; count: number; errors: number }[];
  isWhole: boolean;
}

/** What is needed of a span to say how long its operation usually takes. */
export type SampledSpan = Pick<Span, 'namespace' | 'service' | 'kind' | 'name' | 'tags' | 'duration_us'>;

/** Reads spans. */
export interface TraceReader {
  searchTraces(query: TraceQuery): Promise<Page<TraceSummary>>;
  /** Spans by step of time and by half powers of two of their duration, of the newest that meet a filter. */
  countDurations(window: TimeWindow, stepMs: number, filter: TraceFilter): Promise<DurationCounts>;
  /** All spans of one trace by start; empty when it is unknown. At most `STORE_LIMITS.traceSpans`. */
  readTrace(traceId: string): Promise<Span[]>;
  /** Services that reported spans in a window, by name; at most 1,000. */
  listServices(window: TimeWindow): Promise<Pick<Span, 'service' | 'namespace'>[]>;
  /** The newest spans of these services and names that head sampling took, without what was collected because it was odd. */
  sampleSpans(
    window: TimeWindow,
    services: readonly string[],
    names: readonly string[],
  ): Promise<SampledSpan[]>;
  /** Names of the tags of the newest spans of a window, sorted. */
  listTagNames(window: TimeWindow): Promise<string[]>;
  /** Values of a field among the newest spans of a window, most frequent first. */
  listValues(window: TimeWindow, field: SpanField): Promise<string[]>;
  /** Names of the operations a service (also as `service.namespace`) reported in a window, most frequent first. */
  listOperations(window: TimeWindow, service: string, namespace?: string): Promise<string[]>;
}
