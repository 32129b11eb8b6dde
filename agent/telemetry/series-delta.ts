import { bucketIndex } from '../../lib/mesh/metrics/histogram';
import type { PointRow } from '../../lib/protocol/ingest/agent-message';

/**
 * What one series gathered in one second and has not yet handed over. Durations are kept as a list of bucket numbers
 * and folded when a batch is cut: appending is cheaper than keeping a dense histogram for every series.
 */
export interface SeriesDelta {
  second: number;
  requests: number;
  durationUs: number;
  requestBytes: number;
  responseBytes: number;
  requestMessages: number;
  responseMessages: number;
  zeroLatencies: number;
  latencyBuckets: number[];
  tcpOpened: number;
  tcpClosed: number;
  tcpSentBytes: number;
  tcpReceivedBytes: number;
}

export function createSeriesDelta(): SeriesDelta {
  return {
    second: 0,
    requests: 0,
    durationUs: 0,
    requestBytes: 0,
    responseBytes: 0,
    requestMessages: 0,
    responseMessages: 0,
    zeroLatencies: 0,
    latencyBuckets: [],
    tcpOpened: 0,
    tcpClosed: 0,
    tcpSentBytes: 0,
    tcpReceivedBytes: 0,
  };
}

export function addLatency(delta: SeriesDelta, durationUs: number): void {
  delta.durationUs += durationUs;
  if (durationUs > 0) delta.latencyBuckets.push(bucketIndex(durationUs));
  else delta.zeroLatencies++;
}

/** Empties `delta` into the row that travels. */
export function takePointRow(delta: SeriesDelta, series: number): PointRow {
  const row: PointRow = [
    series,
    delta.second,
    delta.requests,
    delta.durationUs,
    delta.requestBytes,
    delta.responseBytes,
    foldLatencies(delta),
    delta.tcpOpened,
    delta.tcpClosed,
    delta.tcpSentBytes,
    delta.tcpReceivedBytes,
  ];
  if (delta.requestMessages > 0 || delta.responseMessages > 0) {
    row.push(delta.requestMessages, delta.responseMessages);
    delta.requestMessages = delta.responseMessages = 0;
  }
  delta.requests = delta.durationUs = delta.requestBytes = delta.responseBytes = delta.zeroLatencies = 0;
  delta.tcpOpened = delta.tcpClosed = delta.tcpSentBytes = delta.tcpReceivedBytes = 0;
  delta.latencyBuckets.length = 0;
  return row;
}

/** The encoding of `encodeHistogram`, straight from sorted bucket numbers. */
function foldLatencies(delta: SeriesDelta): number[] {
  const buckets = delta.latencyBuckets.sort((a, b) => a - b);
  let at = buckets[0] ?? 0;
  const encoded = [delta.zeroLatencies, at];
  for (let i = 0; i < buckets.length; ) {
    const bucket = buckets[i] ?? 0;
    let count = 0;
    while (buckets[i] === bucket) {
      count++;
      i++;
    }
    if (bucket > at) encoded.push(at - bucket);
    encoded.push(count);
    at = bucket + 1;
  }
  return encoded;
}
