import type { Point } from '../../mesh/metrics/point';

/*
 * A sample as bytes: LEB128 integers, the histogram as pairs of (distance to the bucket before, count). A second of a
 * quiet series takes about 40 bytes where the object takes a kilobyte.
 */

/** Bytes of one integer below 2^53. */
const MAX_INTEGER_BYTES = 8;
/** Integers of a sample besides the pairs of its histogram. */
const FIXED_INTEGERS = 14;

/** No encoding of `point` is longer. */
export function maxSampleBytes(point: Point): number {
  return MAX_INTEGER_BYTES * (FIXED_INTEGERS + 2 * point.latency.counts.length);
}

/** Writes a sample at `offset`; the offset behind it. */
export function writeSample(
  bytes: Uint8Array,
  offset: number,
  series: number,
  second: number,
  point: Point,
): number {
  let at = writeInteger(bytes, offset, second);
  at = writeInteger(bytes, at, series);
  at = writeInteger(bytes, at, point.requests);
  at = writeInteger(bytes, at, point.durationUs);
  at = writeInteger(bytes, at, point.requestBytes);
  at = writeInteger(bytes, at, point.responseBytes);
  at = writeInteger(bytes, at, point.requestMessages);
  at = writeInteger(bytes, at, point.responseMessages);
  at = writeInteger(bytes, at, point.tcpOpened);
  at = writeInteger(bytes, at, point.tcpClosed);
  at = writeInteger(bytes, at, point.tcpSentBytes);
  at = writeInteger(bytes, at, point.tcpReceivedBytes);
  at = writeInteger(bytes, at, point.latency.zero);
  return writePairs(bytes, at, point);
}

function writePairs(bytes: Uint8Array, offset: number, point: Point): number {
  const { counts, offset: first } = point.latency;
  let pairs = 0;
  for (const count of counts) if (count > 0) pairs++;
  let at = writeInteger(bytes, offset, pairs);
  let before = 0;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] ?? 0;
    if (count === 0) continue;
    at = writeInteger(bytes, at, first + i - before);
    at = writeInteger(bytes, at, count);
    before = first + i;
  }
  return at;
}

function writeInteger(bytes: Uint8Array, offset: number, value: number): number {
  let rest = value;
  let at = offset;
  // Bit operations are exact below 2^31 only.
  while (rest > 0x7fffffff) {
    bytes[at++] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
  }
  while (rest > 127) {
    bytes[at++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  bytes[at++] = rest;
  return at;
}

/** Reads integers one after the other. */
export class SampleReader {
  private bytes: Uint8Array = new Uint8Array();
  private at = 0;

  seek(bytes: Uint8Array, offset: number): void {
    this.bytes = bytes;
    this.at = offset;
  }

  next(): number {
    let byte = this.bytes[this.at++] ?? 0;
    if (byte < 128) return byte;
    let value = byte & 127;
    let scale = 128;
    do {
      byte = this.bytes[this.at++] ?? 0;
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte >= 128);
    return value;
  }
}
