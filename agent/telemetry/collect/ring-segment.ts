const HEADER_BYTES = 8;
const CHAINS = 1_024;
const NONE = -1;
const TRACE_ID_LENGTH = 32;
/** Stands where the first digit of a trace's id was once its text has been taken. */
const TAKEN = 0x2d;

/**
 * A part of the ring: texts that begin with a trace's id, one after the other in one buffer, each chained to the one
 * before it whose id has the same hash. Thousands of spans are three objects to the garbage collector.
 */
export class RingSegment {
  rows = 0;
  /** When the newest text came. */
  lastMs = 0;
  private readonly bytes: Buffer;
  private readonly chains = new Int32Array(CHAINS).fill(NONE);
  private used = 0;

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafeSlow(size);
  }

  /** False when it finds no room. */
  put(text: string, nowMs: number): boolean {
    const length = Buffer.byteLength(text);
    const at = this.used;
    if (at + HEADER_BYTES + length > this.bytes.length) return false;
    const chain = chainOf(text);
    this.bytes.writeInt32LE(this.chains[chain] ?? NONE, at);
    this.bytes.writeInt32LE(length, at + 4);
    this.bytes.write(text, at + HEADER_BYTES, length);
    this.chains[chain] = at;
    this.used = at + HEADER_BYTES + length;
    this.rows++;
    this.lastMs = nowMs;
    return true;
  }

  /** Hands the texts of a trace over, each only once. */
  take(traceId: string, into: string[]): void {
    const { bytes } = this;
    for (let at = this.chains[chainOf(traceId)] ?? NONE; at !== NONE; at = bytes.readInt32LE(at)) {
      const start = at + HEADER_BYTES;
      if (bytes.toString('latin1', start, start + TRACE_ID_LENGTH) !== traceId) continue;
      into.push(bytes.toString('utf8', start, start + bytes.readInt32LE(at + 4)));
      bytes[start] = TAKEN;
      this.rows--;
    }
  }

  clear(): void {
    this.chains.fill(NONE);
    this.used = 0;
    this.rows = 0;
  }
}

/** The last digits of a trace's id are random, whoever made it; its letters and digits differ in their low bits. */
function chainOf(text: string): number {
  const a = text.charCodeAt(TRACE_ID_LENGTH - 1);
  const b = text.charCodeAt(TRACE_ID_LENGTH - 2);
  const c = text.charCodeAt(TRACE_ID_LENGTH - 3);
  return (hexValue(a) | (hexValue(b) << 4) | (hexValue(c) << 8)) & (CHAINS - 1);
}

function hexValue(code: number): number {
  return (code & 15) + (code >> 6) * 9;
}
