import type { Histogram } from './histogram';
import { mergeHistogram } from './histogram';
import { mergePoint, type Point } from './point';

/** Adds `weight` (0..1) of every observation of `source` to `target` in place. */
export function mergeWeightedHistogram(target: Histogram, source: Histogram, weight: number): void {
  mergeHistogram(target, weight === 1 ? source : scaleHistogram(source, weight));
}

/** Adds `weight` (0..1) of `source` to `target` in place. */
export function mergeWeightedPoint(target: Point, source: Point, weight: number): void {
  mergePoint(target, weight === 1 ? source : scalePoint(source, weight));
}

function scaleHistogram(histogram: Histogram, weight: number): Histogram {
  return {
    zero: histogram.zero * weight,
    offset: histogram.offset,
    counts: histogram.counts.map((count) => count * weight),
  };
}

function scalePoint(point: Point, weight: number): Point {
  return {
    requests: point.requests * weight,
    durationUs: point.durationUs * weight,
    requestBytes: point.requestBytes * weight,
    responseBytes: point.responseBytes * weight,
    requestMessages: point.requestMessages * weight,
    responseMessages: point.responseMessages * weight,
    latency: scaleHistogram(point.latency, weight),
    tcpOpened: point.tcpOpened * weight,
    tcpClosed: point.tcpClosed * weight,
    tcpSentBytes: point.tcpSentBytes * weight,
    tcpReceivedBytes: point.tcpReceivedBytes * weight,
  };
}
