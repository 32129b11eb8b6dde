import type { SpanCondition, SpanField } from '../../../mesh/trace/query/span-condition';
import type { Spanset } from '../../../mesh/trace/query/spanset';
import type { Span } from '../../../mesh/trace/span';
import type { Page } from './log-reader';
import type { TimeWindow } from './point-reader';
import type { SearchStep } from './search-step';

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
  /** What a query asks of that span beside all that. */
  where?: SpanCondition;
  /** What decides about the whole trace, where one span cannot; see `planTraceSearch`. */
  spanset?: Spanset;
}

export interface TraceQuery extends TimeWindow {
  filter: TraceFilter;
  limit: number;
  cursor?: string;
}

/** One trace that was found, with the spans that lie within an hour of the searched window. */
export interface FoundTrace {
  traceId: string;
  /** By start; at most `STORE_LIMITS.traceSpans`. */
  spans: Span[];
}

/** Counts of spans and what they stand for. */
export interface DurationCounts {
  cells: { t: number; fromUs: number; toUs: number; count: number; errors: number }[];
  /** Spans that meet the filter; an estimate when `oneIn` is more than 1. */
  spans: number;
  /** Traces they belong to; an estimate as well. */
  traces: number;
  /** All spans were counted (1), or one block of the store in so many. */
  oneIn: number;
}

/** A trace as a mark of a plot: its root, or the earliest span while the root is missing. */
export interface TracePoint {
  traceId: string;
  startUs: number;
  durationUs: number;
  spans: number;
  errors: number;
  rootService: string;
  rootName: string;
}

/** What is needed of a span to say how long its operation usually takes. */
export type SampledSpan = Pick<Span, 'namespace' | 'service' | 'kind' | 'name' | 'tags' | 'duration_us'>;

/** Reads spans. */
export interface TraceReader {
  searchTraces(query: TraceQuery): Promise<Page<FoundTrace>>;
  /** The same bit by bit, newest first; it ends when `limit` traces are found or the window is searched. */
  walkTraces(query: TraceQuery, signal?: AbortSignal): AsyncGenerator<SearchStep<FoundTrace>>;
  /** Spans that meet a filter by step of time and by half powers of two of their duration, over the whole window. */
  countDurations(window: TimeWindow, stepMs: number, filter: TraceFilter): Promise<DurationCounts>;
  /** At most `each` traces of every one of `parts` equal parts of the window; `isWhole` when those are all there are. */
  spreadTraces(
    window: TimeWindow,
    filter: TraceFilter,
    parts: number,
    each: number,
  ): Promise<{ points: TracePoint[]; isWhole: boolean }>;
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
