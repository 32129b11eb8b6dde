/** Smaller batches are of a quiet agent, and not worth keeping memory for. */
const LEAST_BYTES = 64 * 1024;
/** Kept for the next batches at most: what is under way to a console that keeps up. */
const MOST_BYTES = 2 * 1024 * 1024;

/**
 * The memory of batches that are acknowledged, for the next ones: a busy agent fills megabytes a second, which live too
 * long for the young generation to be rid of them.
 */
export class BatchMemory {
  private kept: Buffer[] = [];
  private keptBytes = 0;

  /** Memory of `bytes` for one batch. */
  take(bytes: number): Buffer {
    if (bytes < LEAST_BYTES) return Buffer.allocUnsafe(bytes);
    const found = this.kept.find((one) => one.length >= bytes);
    if (found === undefined) return Buffer.allocUnsafeSlow(roundUp(bytes)).subarray(0, bytes);
    this.kept = this.kept.filter((one) => one !== found);
    this.keptBytes -= found.length;
    return found.subarray(0, bytes);
  }

  /** Gives memory back that nobody reads any more. */
  giveBack(batch: Buffer): void {
    const { buffer } = batch;
    const bytes = buffer.byteLength;
    if (bytes < LEAST_BYTES || this.keptBytes + bytes > MOST_BYTES) return;
    this.kept.push(Buffer.from(buffer));
    this.keptBytes += bytes;
  }
}

/** Batches of one load are of nearly one size. */
function roundUp(bytes: number): number {
  return Math.ceil(bytes / LEAST_BYTES) * LEAST_BYTES;
}
