const SEVEN_BITS = 128;
/** Up to here bitwise arithmetic is exact. */
const SMALL = 2 ** 31;

/** Grows as it is written; whole numbers below 2^53 take 1 to 8 bytes (LEB128). */
export class ByteWriter {
  private bytes = Buffer.allocUnsafe(1_024);
  private at = 0;

  get length(): number {
    return this.at;
  }

  /** A number >= 0. */
  varint(value: number): void {
    if (this.at + 9 > this.bytes.length) this.grow(9);
    let rest = value;
    while (rest >= SMALL) {
      this.bytes[this.at++] = (rest % SEVEN_BITS) | SEVEN_BITS;
      rest = Math.floor(rest / SEVEN_BITS);
    }
    while (rest >= SEVEN_BITS) {
      this.bytes[this.at++] = (rest & 127) | SEVEN_BITS;
      rest >>>= 7;
    }
    this.bytes[this.at++] = rest;
  }

  raw(bytes: Uint8Array): void {
    if (this.at + bytes.length > this.bytes.length) this.grow(bytes.length);
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  /** A view of what was written, valid until the next `reset`. */
  view(): Buffer {
    return this.bytes.subarray(0, this.at);
  }

  /** A copy of what was written. */
  take(): Buffer {
    return Buffer.from(this.view());
  }

  reset(): void {
    this.at = 0;
  }

  private grow(by: number): void {
    const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.at + by));
    this.bytes.copy(grown, 0, 0, this.at);
    this.bytes = grown;
  }
}
