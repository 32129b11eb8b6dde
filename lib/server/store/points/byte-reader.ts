const TWO_28 = 2 ** 28;

/** Reads what `ByteWriter` wrote. */
export class ByteReader {
  private readonly bytes: Uint8Array;
  at: number;
  readonly end: number;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  varint(): number {
    const first = this.bytes[this.at] ?? 0;
    if (first < 128) {
      this.at++;
      return first;
    }
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.bytes[this.at++] ?? 0;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
    for (let scale = TWO_28; ; scale *= 128) {
      const byte = this.bytes[this.at++] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  /** A view of the next `size` bytes. */
  raw(size: number): Uint8Array {
    const view = this.bytes.subarray(this.at, this.at + size);
    this.at += size;
    return view;
  }
}
