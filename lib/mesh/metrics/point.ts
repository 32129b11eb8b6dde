import { copyHistogram, createHistogram, type Histogram, mergeHistogram } from './histogram';

/**
 * What one series gathered in one span of time. All fields add, so points of neighbouring buckets, of several agents
 * and of a resent batch's parts merge by `mergePoint`. HTTP and gRPC series fill the request fields, TCP series the
 * connection fields; the rest stay 0.
 */
export interface Point {
  /** Requests that ended. */
  requests: number;
  /** Sum of their durations, microseconds. */
  durationUs: number;
  /** Wire bytes received from the downstream, headers included. */
  requestBytes: number;
  /** Wire bytes sent to the downstream, headers included. */
  responseBytes: number;
  /** gRPC messages received from the downstream. */
  requestMessages: number;
  /** gRPC messages sent to the downstream. */
  responseMessages: number;
  /** Durations of the requests, microseconds. */
  latency: Histogram;
  tcpOpened: number;
  tcpClosed: number;
  /** Bytes sent to the downstream. */
  tcpSentBytes: number;
  /** Bytes received from the downstream. */
  tcpReceivedBytes: number;
}

/** A point that goes on changing where it is kept. */
export interface LivePoint extends Point {
  /** Grows with every change, so the same object with the same revision holds the same. */
  revision: number;
}

/** The neutral element of `mergePoint`. */
export function createPoint(): Point {
  return {
    requests: 0,
    durationUs: 0,
    requestBytes: 0,
    responseBytes: 0,
    requestMessages: 0,
    responseMessages: 0,
    latency: createHistogram(),
    tcpOpened: 0,
    tcpClosed: 0,
    tcpSentBytes: 0,
    tcpReceivedBytes: 0,
  };
}

/** Adds `source` to `target` in place. */
export function mergePoint(target: Point, source: Point): void {
  target.requests += source.requests;
  target.durationUs += source.durationUs;
  target.requestBytes += source.requestBytes;
  target.responseBytes += source.responseBytes;
  target.requestMessages += source.requestMessages;
  target.responseMessages += source.responseMessages;
  mergeHistogram(target.latency, source.latency);
  target.tcpOpened += source.tcpOpened;
  target.tcpClosed += source.tcpClosed;
  target.tcpSentBytes += source.tcpSentBytes;
  target.tcpReceivedBytes += source.tcpReceivedBytes;
}

/** A deep copy. */
export function copyPoint(point: Point): Point {
  return { ...point, latency: copyHistogram(point.latency) };
}
