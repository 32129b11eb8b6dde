import { Malformed } from '../../mesh/trace/malformed';

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

const text = new TextDecoder('utf-8');

/** Reads protobuf's wire format field by field; every read is checked against the end of its message. */
export class ProtoReader {
  /** Number of the field that `next` came to. */
  field = 0;
  private wire = 0;
  private at: number;
  private readonly end: number;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
    this.end = end;
  }

  /** Goes to the next field; false at the end of the message. */
  next(): boolean {
    if (this.at === this.end) return false;
    const key = Number(this.varint());
    this.field = Math.floor(key / 8);
    this.wire = key % 8;
    if (this.field === 0) throw new Malformed('the protobuf message has a field 0');
    return true;
  }

  /** The value of the field as a signed 64-bit integer. */
  int64(): bigint {
    this.expect(VARINT);
    return BigInt.asIntN(64, this.varint());
  }

  /** The value of an enum or a 32-bit number. */
  uint32(): number {
    this.expect(VARINT);
    return Number(this.varint() & 0xffff_ffffn);
  }

  double(): number {
    this.expect(FIXED64);
    return this.view.getFloat64(this.take(8), true);
  }

  /** A time in microseconds; what lies beyond 2^53 is some time in the far future all the same. */
  fixed64(): number {
    this.expect(FIXED64);
    return Number(this.view.getBigUint64(this.take(8), true));
  }

  /** Nanoseconds as whole microseconds. */
  nanosAsUs(): number {
    this.expect(FIXED64);
    return Number(this.view.getBigUint64(this.take(8), true) / 1_000n);
  }

  string(): string {
    const { from, to } = this.range();
    return text.decode(this.bytes.subarray(from, to));
  }

  rawBytes(): Buffer {
    const { from, to } = this.range();
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + from, to - from);
  }

  message(): ProtoReader {
    const { from, to } = this.range();
    return new ProtoReader(this.bytes, from, to);
  }

  /** Passes over a field that means nothing here. */
  skip(): void {
    if (this.wire === VARINT) this.varint();
    else if (this.wire === FIXED64) this.take(8);
    else if (this.wire === BYTES) this.range();
    else if (this.wire === FIXED32) this.take(4);
    else throw new Malformed(`the protobuf message has the unknown wire type ${this.wire}`);
  }

  private expect(wire: number): void {
    if (this.wire !== wire)
      throw new Malformed(`protobuf field ${this.field} has wire type ${this.wire} instead of ${wire}`);
  }

  private range(): { from: number; to: number } {
    this.expect(BYTES);
    const length = this.varint();
    if (length > BigInt(this.end - this.at))
      throw new Malformed(`protobuf field ${this.field} is longer than its message`);
    const from = this.take(Number(length));
    return { from, to: this.at };
  }

  private take(length: number): number {
    const from = this.at;
    if (length > this.end - from) throw new Malformed('the protobuf message is cut short');
    this.at += length;
    return from;
  }

  private varint(): bigint {
    const first = this.byte();
    if (first < 0x80) return BigInt(first);
    let value = BigInt(first & 0x7f);
    for (let shift = 7n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new Malformed('the protobuf message has a number of more than 64 bits');
  }

  private byte(): number {
    return this.bytes[this.take(1)] ?? 0;
  }
}
