import { INGEST_LIMITS } from '../../lib/protocol/ingest/limits';
import { TELEMETRY_LIMITS } from '../telemetry/telemetry-limits';
import type { BatchBuffer } from './batch-buffer';
import type { ConsoleSocket } from './console-socket';
import { SeriesDictionary } from './series-dictionary';

/**
 * Sends what the buffer holds over one connection, in order and each batch once, with bounded numbers of batches and
 * bytes on their way.
 */
export class BatchSender {
  private readonly buffer: BatchBuffer;
  private readonly socket: ConsoleSocket;
  private readonly dictionary = new SeriesDictionary();
  private sent: number;
  private acked: number;
  /** Sequence and bytes of what is on its way. */
  private readonly pending: { sequence: number; bytes: number }[] = [];
  private pendingBytes = 0;

  private readonly carefulUntil: number;

  /** Up to `carefulUntil` batches go one by one, because the console refused one of them and did not say which. */
  constructor(buffer: BatchBuffer, socket: ConsoleSocket, ackedSequence: number, carefulUntil = 0) {
    this.carefulUntil = carefulUntil;
    this.buffer = buffer;
    this.socket = socket;
    this.sent = ackedSequence;
    this.acked = ackedSequence;
  }

  /** First and last sequence on their way; undefined when nothing is. */
  get inFlight(): { first: number; last: number } | undefined {
    const first = this.pending[0]?.sequence;
    return first === undefined ? undefined : { first, last: this.sent };
  }

  /** Sends as much as may be on its way. */
  pump(): void {
    while (this.hasRoom()) {
      const batch = this.buffer.nextAfter(this.sent);
      if (batch === undefined) return;
      if (this.dictionary.isFullFor(batch.series)) {
        if (this.pending.length === 0) this.socket.close('the series dictionary is full');
        return;
      }
      const definition = this.dictionary.define(batch.series);
      if (definition !== undefined) this.socket.send(definition);
      this.socket.send(batch.json);
      this.sent = batch.sequence;
      this.pending.push({ sequence: batch.sequence, bytes: batch.bytes });
      this.pendingBytes += batch.bytes;
      this.buffer.markSent(batch.sequence);
    }
  }

  /** False when the console acknowledges what it was never sent. */
  take(sequence: number): boolean {
    if (sequence > this.sent) return false;
    if (sequence <= this.acked) return true;
    this.acked = sequence;
    this.buffer.ackUpTo(sequence, this.socket.unsentBytes === 0);
    while ((this.pending[0]?.sequence ?? Number.POSITIVE_INFINITY) <= sequence) {
      this.pendingBytes -= this.pending.shift()?.bytes ?? 0;
    }
    return true;
  }

  /** Half of the buffer may be on its way, so that the other half can take what comes meanwhile. */
  private hasRoom(): boolean {
    const window = this.sent < this.carefulUntil ? 1 : INGEST_LIMITS.unackedBatches;
    return (
      this.pending.length < window &&
      (this.pending.length === 0 || this.pendingBytes < this.buffer.limitBytes / 2) &&
      this.socket.unsentBytes < TELEMETRY_LIMITS.socketBytes
    );
  }
}
