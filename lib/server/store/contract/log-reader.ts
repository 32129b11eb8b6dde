import type { FindExpression } from '../../../mesh/graph/find/find-expression';
import type { AccessLogEntry } from '../../../mesh/log/access-log-entry';
import type { LogPeer } from './log-peer';
import type { TimeWindow } from './point-reader';
import type { SearchStep } from './search-step';

/** One page of a list, newest first. */
export interface Page<T> {
  items: T[];
  /** Where the next page starts; undefined on the last one. */
  nextCursor: string | undefined;
}

/** A stored line; `id` is unique and stable. */
export interface StoredLog extends AccessLogEntry {
  id: string;
}

/** All given conditions must hold; arrays mean any of. */
export interface LogFilter {
  reporter?: 'source' | 'destination' | 'waypoint';
  /** Namespace of either peer. */
  namespaces?: readonly string[];
  /** Who called, who was called, and who did either. */
  source?: LogPeer;
  destination?: LogPeer;
  peer?: LogPeer;
  sourceWorkload?: string;
  /** Name of the called service (`destination_service_name`), or the canonical service of the answering workload. */
  destinationService?: string;
  /** Workload on either side. */
  workload?: string;
  /** Canonical or called service on either side. */
  service?: string;
  methods?: readonly string[];
  /** Substring of the path, case matters. */
  pathContains?: string;
  /** Operations as agents named them when they wrote the line. */
  operations?: readonly string[];
  /** Exact codes. */
  codes?: readonly number[];
  /** Classes: 0 (no answer), 2, 3, 4, 5. */
  codeClasses?: readonly number[];
  /** One of the line's response flags; `-` for lines without flags. */
  flags?: readonly string[];
  protocols?: readonly string[];
  minDurationUs?: number;
  maxDurationUs?: number;
  traceId?: string;
  requestId?: string;
  authority?: string;
  /** Substrings that must all occur in the fields of `SEARCHED_FIELDS`, case ignored. */
  words?: readonly string[];
  /** Without lines of callers where the callee's proxy wrote one of the same call; see `onceACall`. */
  isOnceACall?: boolean;
  /** What a query asks beside all that; see `meetsLogQuery`. */
  where?: FindExpression;
}

export interface LogQuery extends TimeWindow {
  filter: LogFilter;
  limit: number;
  cursor?: string;
}

/** Lines of one step by class of their code. */
export interface LogBucket {
  startMs: number;
  total: number;
  noAnswer: number;
  success: number;
  redirect: number;
  clientError: number;
  serverError: number;
}

/** Some lines of one caller and service, and how many there were. */
export interface LogStratum {
  total: number;
  lines: StoredLog[];
}

/** Reads access logs. A cursor of another query is answered with `bad_request`. */
export interface LogReader {
  searchLogs(query: LogQuery): Promise<Page<StoredLog>>;
  /** The same bit by bit, newest first; it ends when `limit` lines are found or the window is searched. */
  walkLogs(query: LogQuery, signal?: AbortSignal): AsyncGenerator<SearchStep<StoredLog>>;
  /** Lines over time, one bucket a step, empty ones included. */
  countLogs(window: TimeWindow, stepMs: number, filter: LogFilter): Promise<LogBucket[]>;
  /**
   * About `limit` lines of a window, each request once: what callers' proxies wrote, and what others wrote of callers
   * without a proxy. All lines when there are no more; else some of every caller and service, at least `perEdge` of
   * each that has as many, and the same ones whenever asked.
   */
  sampleRequests(window: TimeWindow, limit: number, perEdge: number): Promise<LogStratum[]>;
}
