import type { Drops } from '../../lib/protocol/ingest/agent-message';
import { BatchMemory } from './batch-memory';
import type { BatchCounts, BufferedBatch } from './buffered-batch';
import type { SpillStore } from './spill-store';

/**
 * What is cut and not yet acknowledged, in order of sequence and bounded by bytes. Beyond the bound the oldest batch
 * that is not on its way moves to the spill, or is dropped and counted. A batch that was sent and then dropped may
 * have been committed all the same: it counts as dropped only when the console says that it does not have it.
 */
export class BatchBuffer {
  readonly drops: Drops = { points: 0, logs: 0, spans: 0, batches: 0 };
  readonly limitBytes: number;
  /** For the batches that are pushed here. */
  readonly memory = new BatchMemory();
  ackedBatches = 0;
  /** Bytes of the spans of all batches so far. */
  spanBytes = 0;
  private lastSequence = 0;
  private batches: BufferedBatch[] = [];
  private memoryBytes = 0;
  private readonly spill: SpillStore | undefined;
  /** Highest sequence ever sent, and highest sent on the connection that is open now. */
  private sentEver = 0;
  private inFlight = 0;
  /** Up to here batches were sent on an earlier connection, which may still be closing. */
  private sentBefore = 0;
  private uncertain: { sequence: number; counts: BatchCounts }[] = [];

  constructor(limitBytes: number, spill?: SpillStore) {
    this.limitBytes = limitBytes;
    this.spill = spill;
  }

  get bytes(): number {
    return this.memoryBytes + (this.spill?.bytes ?? 0);
  }

  get length(): number {
    return this.batches.length + (this.spill?.length ?? 0);
  }

  /** Lowest sequence still held; undefined when nothing is. */
  get firstSequence(): number | undefined {
    const inMemory = this.batches[0]?.sequence;
    const inSpill = this.spill?.firstSequence;
    if (inMemory === undefined || inSpill === undefined) return inMemory ?? inSpill;
    return Math.min(inMemory, inSpill);
  }

  /** The sequence the next batch gets; numbers start at 1. */
  get nextSequence(): number {
    return this.lastSequence + 1;
  }

  push(batch: BufferedBatch): void {
    this.lastSequence = batch.sequence;
    this.batches.push(batch);
    this.memoryBytes += batch.bytes;
    this.spanBytes += batch.spanBytes ?? 0;
    while (this.memoryBytes > this.limitBytes && this.evictOldest());
  }

  /** The batch to send after `sequence`; a spilled one that cannot be read back is dropped on the way. */
  nextAfter(sequence: number): BufferedBatch | undefined {
    const inMemory = this.batches[this.indexAfter(sequence)];
    for (;;) {
      const spilled = this.spill?.firstSequenceAfter(sequence);
      if (spilled === undefined || (inMemory !== undefined && inMemory.sequence < spilled)) return inMemory;
      const batch = this.spill?.read(spilled);
      if (batch !== undefined) return batch;
      const harmed = this.spill?.remove(spilled);
      if (harmed !== undefined) this.drop(harmed);
    }
  }

  markSent(sequence: number): void {
    this.inFlight = sequence;
    this.sentEver = Math.max(this.sentEver, sequence);
  }

  /** The connection is gone: nothing is on its way any more. */
  forgetInFlight(): void {
    this.inFlight = 0;
    this.sentBefore = this.sentEver;
  }

  /** Everything up to `sequence` is committed. `isAllSent`: and no socket holds any of its bytes. */
  ackUpTo(sequence: number, isAllSent = false): void {
    const count = this.indexAfter(sequence);
    for (const batch of this.batches.slice(0, count)) {
      this.memoryBytes -= batch.bytes;
      if (isAllSent && batch.sequence > this.sentBefore) this.memory.giveBack(batch.json);
    }
    this.batches = this.batches.slice(count);
    this.ackedBatches += count + (this.spill?.ackUpTo(sequence) ?? 0);
    this.uncertain = this.uncertain.filter((dropped) => dropped.sequence > sequence);
  }

  /** The console has said what it has: what was dropped after being sent and is not among it is lost for good. */
  settleUncertain(): void {
    for (const dropped of this.uncertain) this.countDrop(dropped.counts);
    this.uncertain = [];
  }

  /** Gives up a batch that the console will never take, and counts it. */
  discard(sequence: number): void {
    const index = this.indexAfter(sequence - 1);
    const batch = this.batches[index];
    if (batch?.sequence === sequence) {
      this.batches.splice(index, 1);
      this.memoryBytes -= batch.bytes;
    }
    const given = batch?.sequence === sequence ? batch : this.spill?.remove(sequence);
    if (given !== undefined) this.countDrop(given.counts);
  }

  /** Moves everything to the spill, for the next start of the agent; what finds no room is dropped and counted. */
  spillAll(): void {
    if (this.spill === undefined) return;
    for (const batch of this.batches) this.moveToSpill(this.spill, batch);
    this.batches = [];
    this.memoryBytes = 0;
  }

  /** False when all that is left is on its way to the console or the newest batch itself. */
  private evictOldest(): boolean {
    const index = this.indexAfter(this.inFlight);
    const batch = this.batches[index];
    if (batch === undefined) return false;
    this.batches.splice(index, 1);
    this.memoryBytes -= batch.bytes;
    if (this.spill === undefined) this.drop(batch);
    else this.moveToSpill(this.spill, batch);
    return true;
  }

  private moveToSpill(spill: SpillStore, batch: BufferedBatch): void {
    for (const dropped of spill.append(batch)) this.drop(dropped);
  }

  private drop({ sequence, counts }: Pick<BufferedBatch, 'sequence' | 'counts'>): void {
    if (sequence <= this.sentEver) this.uncertain.push({ sequence, counts });
    else this.countDrop(counts);
  }

  private countDrop(counts: BatchCounts): void {
    this.drops.points += counts.points;
    this.drops.logs += counts.logs;
    this.drops.spans += counts.spans;
    this.drops.batches++;
  }

  /** The index of the first batch in memory beyond `sequence`. */
  private indexAfter(sequence: number): number {
    let low = 0;
    let high = this.batches.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.batches[middle]?.sequence ?? 0) <= sequence) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
