import type { Histogram } from '../../../mesh/metrics/histogram';
import { ByteReader } from './byte-reader';
import type { ByteWriter } from './byte-writer';

/*
 * A histogram in the store: zero count, offset, then pairs of (empty buckets before a run, length of the run) and the
 * run's counts, all as varints. Buckets are narrow and counts of ten seconds small, so most numbers take one byte.
 */

/** Appends a histogram; nothing at all for an empty one. */
export function writeLatency(writer: ByteWriter, histogram: Histogram): void {
  const { counts } = histogram;
  const last = counts.findLastIndex((count) => count > 0);
  if (last < 0 && histogram.zero === 0) return;
  writer.varint(histogram.zero);
  writer.varint(histogram.offset);
  for (let at = 0; at <= last; ) {
    const runStart = counts.findIndex((count, i) => i >= at && count > 0);
    let runEnd = runStart;
    while (runEnd <= last && (counts[runEnd] ?? 0) > 0) runEnd++;
    writer.varint(runStart - at);
    writer.varint(runEnd - runStart);
    for (let i = runStart; i < runEnd; i++) writer.varint(counts[i] ?? 0);
    at = runEnd;
  }
}

/** Adds an encoded histogram to `target` in place, without decoding it into another one first. */
export function mergeLatency(
  target: Histogram,
  bytes: Uint8Array,
  start = 0,
  end: number = bytes.length,
): void {
  if (start >= end) return;
  const reader = new ByteReader(bytes, start, end);
  target.zero += reader.varint();
  const offset = reader.varint();
  if (reader.at >= end) return;
  const { counts } = target;
  if (counts.length === 0) target.offset = offset;
  else if (offset < target.offset) {
    counts.unshift(...new Array<number>(target.offset - offset).fill(0));
    target.offset = offset;
  }
  let at = offset - target.offset;
  while (reader.at < end) {
    at += reader.varint();
    const runEnd = at + reader.varint();
    while (counts.length < runEnd) counts.push(0);
    for (; at < runEnd; at++) {
      // Nearly every count takes one byte: this loop is where graphs over days spend their time.
      const byte = bytes[reader.at] ?? 0;
      if (byte < 128) reader.at++;
      counts[at] = (counts[at] ?? 0) + (byte < 128 ? byte : reader.varint());
    }
  }
}
