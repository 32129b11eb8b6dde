import { setTimeout as pause } from 'node:timers/promises';
import { isAppError } from '../../protocol/app-error';
import { INGEST_LIMITS } from '../../protocol/ingest/limits';
import type { TelemetryBatch, TelemetrySink } from '../store/contract/telemetry-sink';
import type { IngestCounters } from './ingest-counters';
import { INGEST_SERVER_LIMITS } from './ingest-limits';
import { joinBatches } from './join-batches';
import type { PendingBudget } from './pending-budget';

interface Pending {
  batch: TelemetryBatch;
  bytes: number;
}

export interface AgentStreamDeps {
  sink: Pick<TelemetrySink, 'write'>;
  budget: PendingBudget;
  counters: IngestCounters;
  log: (line: string) => void;
}

/**
 * The batches of one agent's epoch on their way into the store, whatever connection they came by. It writes one at a
 * time, in order: a batch that fails is tried again before any later one, since the store takes a sequence below the
 * last committed one for a duplicate. What has piled up meanwhile is joined, so waiting does not cost throughput.
 */
export class AgentStream {
  private received: number;
  private committed: number | null;
  private readonly pending: Pending[] = [];
  private writing = false;
  private closed = false;
  private onAck: ((sequence: number) => void) | undefined;
  private readonly idleWaiters: (() => void)[] = [];
  private readonly deps: AgentStreamDeps;

  constructor(deps: AgentStreamDeps, committed: number | null) {
    this.deps = deps;
    this.committed = committed;
    this.received = committed ?? -1;
  }

  /** Acknowledgements go to the newest connection. */
  attach(onAck: (sequence: number) => void): void {
    this.onAck = onAck;
  }

  detach(onAck: (sequence: number) => void): void {
    if (this.onAck === onAck) this.onAck = undefined;
  }

  ackedSequence(): number | null {
    return this.committed;
  }

  hasReceived(sequence: number): boolean {
    return sequence <= this.received;
  }

  /** A batch that came again; one that is committed is acknowledged again. */
  noteDuplicate(sequence: number): void {
    this.deps.counters.duplicateBatches++;
    if (this.committed !== null && sequence <= this.committed) this.onAck?.(this.committed);
  }

  /** Takes a batch above everything received; `bytes` is what it weighed on the wire. */
  accept(batch: TelemetryBatch, bytes: number): void {
    this.received = batch.sequence;
    this.pending.push({ batch, bytes });
    this.deps.budget.take(bytes);
    if (!this.writing) void this.writeAll();
  }

  isFull(): boolean {
    return this.pending.length >= INGEST_LIMITS.unackedBatches;
  }

  isIdle(): boolean {
    return this.pending.length === 0;
  }

  pendingBatches(): number {
    return this.pending.length;
  }

  /** Resolves when nothing waits any more. */
  async whenIdle(): Promise<void> {
    if (!this.isIdle()) await new Promise<void>((resolve) => this.idleWaiters.push(resolve));
  }

  /** Stops trying; what is not committed stays with the agent. */
  close(): void {
    this.closed = true;
  }

  private async writeAll(): Promise<void> {
    this.writing = true;
    let retryMs: number = INGEST_SERVER_LIMITS.firstRetryMs;
    while (this.pending.length > 0 && !this.closed) {
      const count = this.nextWrite();
      const failure = await this.write(count);
      if (failure === undefined) {
        retryMs = INGEST_SERVER_LIMITS.firstRetryMs;
        continue;
      }
      await pause(retryMs, undefined, { ref: false });
      retryMs = Math.min(retryMs * 2, INGEST_SERVER_LIMITS.lastRetryMs);
    }
    this.writing = false;
    for (const resolve of this.idleWaiters.splice(0)) resolve();
  }

  /** How many of the waiting batches are written together. */
  private nextWrite(): number {
    let rows = 0;
    let count = 0;
    for (const { batch } of this.pending) {
      rows += batch.points.length + batch.logs.length + batch.spans.length;
      if (count > 0 && rows > INGEST_SERVER_LIMITS.rowsPerWrite) break;
      count++;
    }
    return count;
  }

  /** Undefined when the batches are done with; else why they must be tried again. */
  private async write(count: number): Promise<unknown> {
    const batches = this.pending.slice(0, count).map(({ batch }) => batch);
    try {
      const outcome = await this.deps.sink.write(joinBatches(batches));
      if (outcome === 'duplicate') this.deps.counters.duplicateBatches += count;
    } catch (error) {
      this.deps.counters.failedWrites++;
      if (!isAppError(error) || error.code !== 'bad_request') return error;
      if (count > 1) return await this.writeSingly(count);
      this.refuse(batches, error.message);
    }
    this.finish(count);
    return undefined;
  }

  /** One of several batches is bad: finds it. */
  private async writeSingly(count: number): Promise<unknown> {
    for (let i = 0; i < count; i++) {
      const failure = await this.write(1);
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  private refuse(batches: readonly TelemetryBatch[], reason: string): void {
    for (const batch of batches) {
      this.deps.counters.refusedBatches++;
      this.deps.counters.refusedPoints += batch.points.length;
      this.deps.counters.refusedLogs += batch.logs.length;
      this.deps.counters.refusedSpans += batch.spans.length;
      this.deps.log(`the database refused batch ${batch.sequence} of agent ${batch.agentId}: ${reason}`);
    }
  }

  private finish(count: number): void {
    for (const { batch, bytes } of this.pending.splice(0, count)) {
      this.committed = batch.sequence;
      this.deps.budget.giveBack(bytes);
    }
    if (this.committed !== null) this.onAck?.(this.committed);
  }
}
