import { setTimeout as pause } from 'node:timers/promises';
import { isAppError } from '../../protocol/app-error';
import { INGEST_LIMITS } from '../../protocol/ingest/limits';
import type { TelemetryBatch, TelemetrySink } from '../store/contract/telemetry-sink';
import type { IngestCounters } from './ingest-counters';
import { INGEST_SERVER_LIMITS } from './ingest-limits';
import type { PendingBudget } from './pending-budget';

interface Pending {
  batch: TelemetryBatch;
  bytes: number;
  acceptedAtMs: number;
}

export interface AgentStreamDeps {
  sink: Pick<TelemetrySink, 'write'>;
  budget: PendingBudget;
  counters: IngestCounters;
  log: (line: string) => void;
  now: () => number;
  /** Told how long each batch took from its receipt to its commit. */
  onCommitted: (ms: number) => void;
}

/**
 * The batches of one agent's epoch on their way into the store, whatever connection they came by. They are written in
 * order; after a failure the first unwritten one goes first again, since the store takes nothing past a hole.
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
    this.pending.push({ batch, bytes, acceptedAtMs: performance.now() });
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
      const isDone = await this.writeWave();
      if (isDone) {
        retryMs = INGEST_SERVER_LIMITS.firstRetryMs;
        continue;
      }
      await pause(retryMs, undefined, { ref: false });
      retryMs = Math.min(retryMs * 2, INGEST_SERVER_LIMITS.lastRetryMs);
    }
    this.writing = false;
    for (const resolve of this.idleWaiters.splice(0)) resolve();
  }

  /** Hands what waits to the store at once, in order; false when some of it must be tried again. */
  private async writeWave(): Promise<boolean> {
    const wave = this.pending.slice(0, this.waveLength());
    const outcomes = await Promise.allSettled(wave.map(({ batch }) => this.deps.sink.write(batch)));
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected' && !this.isFinal(outcome.reason)) return false;
      if (outcome.status === 'fulfilled' && outcome.value === 'duplicate')
        this.deps.counters.duplicateBatches++;
      this.finishFirst();
    }
    return true;
  }

  private waveLength(): number {
    let rows = 0;
    let length = 0;
    for (const { batch } of this.pending) {
      rows += batch.points.length + batch.logs.length + batch.spans.length;
      if (length > 0 && rows > INGEST_SERVER_LIMITS.rowsPerWave) break;
      length++;
    }
    return length;
  }

  /** Whether a failure is one of the batch itself, which waiting cannot mend: it is counted as lost. */
  private isFinal(reason: unknown): boolean {
    const { counters, log } = this.deps;
    counters.failedWrites++;
    if (!isAppError(reason) || reason.code !== 'bad_request') return false;
    const batch = this.pending[0]?.batch;
    if (batch === undefined) return true;
    counters.refusedBatches++;
    counters.refusedPoints += batch.points.length;
    counters.refusedLogs += batch.logs.length;
    counters.refusedSpans += batch.spans.length;
    const lost = batch.points.length + batch.logs.length + batch.spans.length;
    const why = `The database took none of the ${lost} rows of a batch: ${reason.message}`;
    counters.recentRefusals.note({ atMs: this.deps.now(), agent: batch.agentId, why });
    log(`the database refused batch ${batch.sequence} of agent ${batch.agentId}: ${reason.message}`);
    return true;
  }

  private finishFirst(): void {
    const first = this.pending.shift();
    if (first === undefined) return;
    this.committed = first.batch.sequence;
    this.deps.budget.giveBack(first.bytes);
    this.deps.onCommitted(performance.now() - first.acceptedAtMs);
    this.onAck?.(this.committed);
  }
}
