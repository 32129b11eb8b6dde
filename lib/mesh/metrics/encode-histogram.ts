import { createHistogram, type Histogram } from './histogram';

/** The wire form: `[zero, offset, count, count, ...]`, where a negative number -n stands for n empty buckets. */
export type EncodedHistogram = readonly number[];

/** Encodes for the wire and the store; runs of empty buckets are folded. */
export function encodeHistogram(histogram: Histogram): number[] {
  const out = [histogram.zero, histogram.offset];
  let empty = 0;
  for (const count of histogram.counts) {
    if (count === 0) {
      empty++;
      continue;
    }
    if (empty > 0) out.push(-empty);
    empty = 0;
    out.push(count);
  }
  return out;
}

/** The inverse of `encodeHistogram`; the caller has checked that it is an array of integers within limits. */
export function decodeHistogram(encoded: EncodedHistogram): Histogram {
  const histogram = createHistogram();
  histogram.zero = encoded[0] ?? 0;
  histogram.offset = encoded[1] ?? 0;
  for (let i = 2; i < encoded.length; i++) {
    const value = encoded[i] ?? 0;
    if (value >= 0) histogram.counts.push(value);
    else for (let n = value; n < 0; n++) histogram.counts.push(0);
  }
  return histogram;
}
