import type { AccessLogEntry } from '../../../mesh/log/access-log-entry';
import type { Point } from '../../../mesh/metrics/point';
import type { Span } from '../../../mesh/trace/span';

/** What one series gathered in one second. */
export interface PointSample {
  /** Number from `SeriesDirectory.resolve`. */
  series: number;
  /** Epoch second. */
  second: number;
  point: Point;
}

/** One batch of one agent, as it came, series numbers resolved. */
export interface TelemetryBatch {
  agentId: string;
  epoch: string;
  sequence: number;
  points: readonly PointSample[];
  logs: readonly AccessLogEntry[];
  spans: readonly Span[];
}

/** `stored` is committed now, `duplicate` was committed before and changed nothing. */
export type WriteOutcome = 'stored' | 'duplicate';

/** What the sink refused since the console started; never silent. */
export interface SinkCounters {
  storedBatches: number;
  duplicateBatches: number;
  storedPoints: number;
  storedLogs: number;
  storedSpans: number;
  /** Rows too old for what is retained, or too far in the future. */
  outOfRangePoints: number;
  outOfRangeLogs: number;
  outOfRangeSpans: number;
  flushes: number;
  failedFlushes: number;
  /** Batches that wait for the next flush, and their rows. */
  queuedBatches: number;
  queuedRows: number;
  /** Duration of the last flush. */
  lastFlushMs: number;
}

/** Takes telemetry. Batches of all agents are committed together several times a second. */
export interface TelemetrySink {
  /**
   * Resolves once the batch is committed; only then may it be acknowledged. Batches of one (agent, epoch) must come in
   * rising sequence; one at or below the last committed is a `duplicate`. Rejects with `database_unavailable` (send
   * again later), `overloaded` (the queue's bound is reached) or `bad_request` (PostgreSQL refuses the values, now and
   * always). After one of the first two every later batch of that (agent, epoch) is refused with `database_unavailable`
   * until the failed one comes again or `committedSequence` is asked: nothing may be committed past a hole.
   */
  write(batch: TelemetryBatch): Promise<WriteOutcome>;
  /** Highest committed sequence of an agent's epoch, null when none is; ask at the start of each connection. */
  committedSequence(agentId: string, epoch: string): Promise<number | null>;
  counters(): SinkCounters;
}
