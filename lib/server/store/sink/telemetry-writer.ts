import type pg from 'pg';
import { AppError } from '../../../protocol/app-error';
import type { RetentionPolicy } from '../contract/store-maintenance';
import type { SinkCounters, TelemetryBatch, TelemetrySink, WriteOutcome } from '../contract/telemetry-sink';
import { errorCode, isRefusedValue, toAppError } from '../database/to-app-error';
import { STORE_LIMITS } from '../limits';
import type { Partitions } from '../partitions/partitions';
import { acceptedRange } from './accepted-range';
import { commitBatches } from './commit-batches';
import { type EncodedBatch, encodeBatch } from './encode-batch';
import { SequenceGaps } from './sequence-gaps';

export interface TelemetryWriterOptions {
  pool: pg.Pool;
  partitions: Partitions;
  policy: () => RetentionPolicy;
  now: () => number;
}

interface Waiting {
  encoded: EncodedBatch;
  rows: number;
  resolve(outcome: WriteOutcome): void;
  reject(error: AppError): void;
}

/** PostgreSQL's check_violation: no partition takes the row, because another process dropped it. */
const NO_PARTITION = '23514';

/**
 * Gathers the batches of all agents and commits them together: one synchronous commit serves many acknowledgements.
 * One flush runs at a time; what comes meanwhile forms the next, so a slow disk makes flushes larger, not more.
 */
export class TelemetryWriter implements TelemetrySink {
  private readonly options: TelemetryWriterOptions;
  private queue: Waiting[] = [];
  private queuedRows = 0;
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> | undefined;
  private closed = false;
  private readonly gaps = new SequenceGaps();
  private readonly counts = {
    storedBatches: 0,
    duplicateBatches: 0,
    storedPoints: 0,
    storedLogs: 0,
    storedSpans: 0,
    outOfRangePoints: 0,
    outOfRangeLogs: 0,
    outOfRangeSpans: 0,
    flushes: 0,
    failedFlushes: 0,
    lastFlushMs: 0,
  };

  constructor(options: TelemetryWriterOptions) {
    this.options = options;
  }

  write(batch: TelemetryBatch): Promise<WriteOutcome> {
    const rows = batch.points.length + batch.logs.length + batch.spans.length;
    const refusal = this.refusal(batch, rows);
    if (refusal !== undefined) return Promise.reject(refusal);
    const { policy, now, partitions } = this.options;
    try {
      const encoded = encodeBatch(batch, acceptedRange(policy(), now()), partitions);
      return new Promise((resolve, reject) => {
        this.queue.push({ encoded, rows, resolve, reject });
        this.queuedRows += rows;
        this.schedule();
      });
    } catch (error) {
      const reason =
        error instanceof RangeError ? badValues(batch, error) : toAppError('store telemetry', error);
      return Promise.reject(reason);
    }
  }

  async committedSequence(agentId: string, epoch: string): Promise<number | null> {
    this.gaps.forget(agentId, epoch);
    try {
      const { rows } = await this.options.pool.query<{ last_sequence: number }>(
        'SELECT last_sequence FROM agent_cursor WHERE agent_id = $1 AND epoch = $2',
        [agentId, epoch],
      );
      return rows[0]?.last_sequence ?? null;
    } catch (error) {
      throw toAppError(`read how far agent "${agentId}" got`, error);
    }
  }

  counters(): SinkCounters {
    return { ...this.counts, queuedBatches: this.queue.length, queuedRows: this.queuedRows };
  }

  /** Commits what waits and takes nothing more. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.flushing;
    while (this.queue.length > 0) await this.flush();
  }

  private refusal(batch: TelemetryBatch, rows: number): AppError | undefined {
    if (this.closed) return new AppError('database_unavailable', 'Cannot store telemetry: the console stops');
    if (this.gaps.isBehind(batch)) return behindGap(batch);
    if (this.queuedRows === 0 || this.queuedRows + rows <= STORE_LIMITS.queuedRows) return undefined;
    this.gaps.failed(batch);
    return new AppError('overloaded', `Cannot store telemetry: ${this.queuedRows} rows wait already`);
  }

  private schedule(): void {
    if (this.closed || this.flushing !== undefined) return;
    if (this.queuedRows >= STORE_LIMITS.flushRows) this.startFlush();
    else this.timer ??= setTimeout(() => this.startFlush(), STORE_LIMITS.flushIntervalMs);
  }

  private startFlush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.flushing = this.flush().finally(() => {
      this.flushing = undefined;
      if (this.queue.length > 0) this.schedule();
    });
  }

  private async flush(): Promise<void> {
    const waiting = this.takeWaiting();
    const startedAt = performance.now();
    await this.commit(waiting);
    this.counts.flushes++;
    this.counts.lastFlushMs = performance.now() - startedAt;
  }

  private takeWaiting(): Waiting[] {
    let rows = 0;
    let taken = 0;
    for (const { rows: more } of this.queue) {
      if (taken > 0 && rows + more > STORE_LIMITS.flushRows) break;
      rows += more;
      taken++;
    }
    this.queuedRows -= rows;
    return this.queue.splice(0, taken);
  }

  private async commit(all: readonly Waiting[]): Promise<void> {
    const waiting = this.rejectBehindGaps(all);
    if (waiting.length === 0) return;
    const encoded = waiting.map((one) => one.encoded);
    try {
      await this.makePartitions(encoded);
      const outcomes = await commitBatches(this.options.pool, encoded, this.options.now());
      this.settle(waiting, outcomes);
    } catch (error) {
      this.counts.failedFlushes++;
      await this.recover(waiting, error);
    }
  }

  /** One batch with values the server refuses must not hold up the others: they are committed one by one. */
  private async recover(waiting: readonly Waiting[], error: unknown): Promise<void> {
    if (errorCode(error) === NO_PARTITION) {
      await this.options.partitions.load().catch(() => {});
      const reason = new AppError(
        'database_unavailable',
        'Cannot store telemetry: its partition was dropped',
      );
      for (const one of waiting) one.reject(reason);
      return;
    }
    if (waiting.length > 1 && isRefusedValue(error)) {
      for (const one of waiting) await this.commit([one]);
      return;
    }
    this.rejectAll(waiting, toAppError('store telemetry', error));
  }

  private rejectBehindGaps(all: readonly Waiting[]): Waiting[] {
    return all.filter((one) => {
      const { batch } = one.encoded;
      const behind = this.gaps.isBehind(batch);
      if (behind) one.reject(behindGap(batch));
      return !behind;
    });
  }

  private rejectAll(waiting: readonly Waiting[], reason: AppError): void {
    for (const one of waiting) {
      // What the server refuses for its values is refused again; waiting for it would stop the agent for good.
      if (reason.code !== 'bad_request') this.gaps.failed(one.encoded.batch);
      one.reject(reason);
    }
  }

  private async makePartitions(encoded: readonly EncodedBatch[]): Promise<void> {
    const { partitions, now } = this.options;
    await partitions.ensure('points_journal', now());
    for (const { logs, spans } of encoded) {
      for (const at of logs.needed) await partitions.ensure('access_logs', at);
      for (const at of spans.needed) await partitions.ensure('spans', at);
    }
  }

  private settle(waiting: readonly Waiting[], outcomes: readonly WriteOutcome[]): void {
    for (const [i, one] of waiting.entries()) {
      const outcome = outcomes[i] ?? 'duplicate';
      this.count(one.encoded, outcome);
      one.resolve(outcome);
    }
  }

  private count(encoded: EncodedBatch, outcome: WriteOutcome): void {
    const { counts } = this;
    if (outcome === 'duplicate') {
      counts.duplicateBatches++;
      return;
    }
    counts.storedBatches++;
    counts.storedPoints += encoded.points.length;
    counts.storedLogs += encoded.logs.rows;
    counts.storedSpans += encoded.spans.rows;
    counts.outOfRangePoints += encoded.outOfRangePoints;
    counts.outOfRangeLogs += encoded.logs.outOfRange;
    counts.outOfRangeSpans += encoded.spans.outOfRange;
  }
}

function behindGap({ agentId, sequence }: TelemetryBatch): AppError {
  return new AppError(
    'database_unavailable',
    `Cannot store batch ${sequence} of agent "${agentId}": an earlier one failed and has to come first`,
  );
}

function badValues(batch: TelemetryBatch, cause: RangeError): AppError {
  return new AppError(
    'bad_request',
    `Cannot store batch ${batch.sequence} of agent "${batch.agentId}": ${cause.message}`,
    undefined,
    { cause },
  );
}
