/** `PGCOPY\n\377\r\n\0`, no flags, no extension. */
const HEADER = Buffer.from([80, 71, 67, 79, 80, 89, 10, 255, 13, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const TRAILER = Buffer.from([255, 255]);
/** 2000-01-01, where PostgreSQL's clock starts. */
export const POSTGRES_EPOCH_US = 946_684_800_000_000;
const TWO_32 = 4_294_967_296;
/** Up to here a loop over the characters beats the call into the encoder. */
const SHORT_TEXT = 48;
const JSONB_VERSION = 1;

/**
 * Rows in the format of `COPY ... (FORMAT binary)`: no escaping, no parsing of numbers and times on the server. The
 * bytes of finished rows can be joined in any order between `copyHeader` and `copyTrailer`.
 */
export class BinaryCopyWriter {
  private bytes: Buffer;
  private at = 0;
  private count = 0;

  constructor(capacity = 16 * 1024) {
    this.bytes = Buffer.allocUnsafe(capacity);
  }

  get rows(): number {
    return this.count;
  }

  startRow(fields: number): void {
    this.reserve(2);
    this.at = this.bytes.writeInt16BE(fields, this.at);
    this.count++;
  }

  nothing(): void {
    this.reserve(4);
    this.at = this.bytes.writeInt32BE(-1, this.at);
  }

  int4(value: number): void {
    this.length(4);
    this.at = this.bytes.writeInt32BE(value, this.at);
  }

  int8(value: number): void {
    this.length(8);
    this.putInt8(value);
  }

  float8(value: number): void {
    this.length(8);
    this.at = this.bytes.writeDoubleBE(value, this.at);
  }

  /** A time in epoch microseconds. */
  timestamptz(epochUs: number): void {
    this.int8(epochUs - POSTGRES_EPOCH_US);
  }

  bytea(value: Uint8Array): void {
    this.length(value.length);
    this.bytes.set(value, this.at);
    this.at += value.length;
  }

  /** Hexadecimal digits as raw bytes: uuid and bytea columns. */
  hex(digits: string): void {
    const size = digits.length >> 1;
    this.length(size);
    this.at += this.bytes.write(digits, this.at, size, 'hex');
  }

  text(value: string): void {
    this.reserve(4 + value.length * 3);
    const start = this.at + 4;
    const size = this.putText(value, start);
    this.bytes.writeInt32BE(size, this.at);
    this.at = start + size;
  }

  jsonb(value: unknown): void {
    const json = JSON.stringify(value);
    this.reserve(5 + json.length * 3);
    const start = this.at + 5;
    const size = this.putText(json, start);
    this.bytes.writeInt32BE(size + 1, this.at);
    this.bytes[this.at + 4] = JSONB_VERSION;
    this.at = start + size;
  }

  /** The rows so far; the writer must not be used again. */
  finish(): Buffer {
    return this.bytes.subarray(0, this.at);
  }

  private length(size: number): void {
    this.reserve(4 + size);
    this.at = this.bytes.writeInt32BE(size, this.at);
  }

  private putInt8(value: number): void {
    const high = Math.floor(value / TWO_32);
    this.at = this.bytes.writeInt32BE(high, this.at);
    this.at = this.bytes.writeUInt32BE(value - high * TWO_32, this.at);
  }

  private putText(value: string, start: number): number {
    if (value.length > SHORT_TEXT) return this.bytes.write(value, start);
    for (let i = 0; i < value.length; i++) {
      const unit = value.charCodeAt(i);
      if (unit > 127) return this.bytes.write(value, start);
      this.bytes[start + i] = unit;
    }
    return value.length;
  }

  private reserve(size: number): void {
    if (this.at + size <= this.bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.at + size));
    this.bytes.copy(grown, 0, 0, this.at);
    this.bytes = grown;
  }
}

/** What comes before the first row. */
export function copyHeader(): Buffer {
  return HEADER;
}

/** What comes after the last row. */
export function copyTrailer(): Buffer {
  return TRAILER;
}
