import { decodeHistogram, type EncodedHistogram } from '../../mesh/metrics/encode-histogram';
import type { Point } from '../../mesh/metrics/point';
import type { PointRow } from '../../protocol/ingest/agent-message';

/** Bucket numbers end here: 40 octaves of 64, see `lib/mesh/metrics/histogram.ts`. */
const BUCKETS = 64 * 40 + 1;

/** A row's values as a point; undefined when its histogram reaches outside the buckets that exist. */
export function decodePoint(row: PointRow): Point | undefined {
  const [, , requests, durationUs, requestBytes, responseBytes, latency] = row;
  const [, , , , , , , opened, closed, sent, received, requestMessages = 0, responseMessages = 0] = row;
  if (!isHistogram(latency)) return undefined;
  return {
    requests,
    durationUs,
    requestBytes,
    responseBytes,
    requestMessages,
    responseMessages,
    latency: decodeHistogram(latency),
    tcpOpened: opened,
    tcpClosed: closed,
    tcpSentBytes: sent,
    tcpReceivedBytes: received,
  };
}

/** Bounds what decoding allocates: a run of empty buckets is one number on the wire. */
function isHistogram(encoded: EncodedHistogram): boolean {
  const [zero = 0, offset = 0] = encoded;
  if (zero < 0 || offset < 0) return false;
  let bucket = offset;
  for (let i = 2; i < encoded.length && bucket <= BUCKETS; i++) {
    const value = encoded[i] ?? 0;
    bucket += value < 0 ? -value : 1;
  }
  return bucket <= BUCKETS;
}
