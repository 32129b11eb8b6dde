import { createPoint, type Point } from '../../../mesh/metrics/point';
import { ByteReader } from './byte-reader';
import { ByteWriter } from './byte-writer';
import { mergeLatency, writeLatency } from './latency-codec';

/*
 * Points of many series in one bucket as one value: series ascending and delta coded, everything as varints. A flush
 * writes one of these a bucket into the journal instead of thousands of rows that would be read back and deleted
 * ten seconds later.
 */

const VERSION = 1;
const HTTP = 1;
const TCP = 2;
const GRPC = 4;

/** Packs points by series number. */
export function encodeSegment(points: ReadonlyMap<number, Point>): Buffer {
  const writer = new ByteWriter();
  const latency = new ByteWriter();
  writer.varint(VERSION);
  writer.varint(points.size);
  let previous = 0;
  for (const series of [...points.keys()].sort((a, b) => a - b)) {
    const point = points.get(series);
    if (point === undefined) continue;
    writer.varint(series - previous);
    previous = series;
    writePoint(writer, latency, point);
  }
  return writer.take();
}

/** Adds every point of a segment to `into`, or only those of `wanted` series. */
export function mergeSegment(
  into: Map<number, Point>,
  bytes: Uint8Array,
  wanted?: ReadonlySet<number>,
): void {
  const reader = openSegment(bytes);
  let left = reader.varint();
  let series = 0;
  for (; left > 0; left--) {
    series += reader.varint();
    const skip = wanted !== undefined && !wanted.has(series);
    let target = skip ? undefined : into.get(series);
    if (target === undefined) {
      target = createPoint();
      if (!skip) into.set(series, target);
    }
    mergeEncodedPoint(target, reader, bytes, skip);
  }
}

/** Visits the requests of every series of a segment that has any, without reading the rest of its points. */
export function visitRequests(bytes: Uint8Array, visit: (series: number, requests: number) => void): void {
  const reader = openSegment(bytes);
  let left = reader.varint();
  let series = 0;
  for (; left > 0; left--) {
    series += reader.varint();
    const kinds = reader.varint();
    if ((kinds & HTTP) !== 0) {
      const requests = reader.varint();
      skipVarints(reader, 3);
      const size = reader.varint();
      reader.at += size;
      if (requests > 0) visit(series, requests);
    }
    if ((kinds & TCP) !== 0) skipVarints(reader, 4);
    if ((kinds & GRPC) !== 0) skipVarints(reader, 2);
  }
}

function openSegment(bytes: Uint8Array): ByteReader {
  const reader = new ByteReader(bytes);
  const version = reader.varint();
  if (version !== VERSION) throw new Error(`Unknown version ${version} of a journal segment`);
  return reader;
}

function skipVarints(reader: ByteReader, count: number): void {
  for (let left = count; left > 0; left--) reader.varint();
}

function writePoint(writer: ByteWriter, latency: ByteWriter, point: Point): void {
  const http = point.requests > 0 || point.requestBytes > 0 || point.responseBytes > 0;
  const tcp =
    point.tcpOpened > 0 || point.tcpClosed > 0 || point.tcpSentBytes > 0 || point.tcpReceivedBytes > 0;
  const grpc = point.requestMessages > 0 || point.responseMessages > 0;
  writer.varint((http ? HTTP : 0) | (tcp ? TCP : 0) | (grpc ? GRPC : 0));
  if (http) {
    writer.varint(point.requests);
    writer.varint(point.durationUs);
    writer.varint(point.requestBytes);
    writer.varint(point.responseBytes);
    latency.reset();
    writeLatency(latency, point.latency);
    writer.varint(latency.length);
    writer.raw(latency.view());
  }
  if (tcp) {
    writer.varint(point.tcpOpened);
    writer.varint(point.tcpClosed);
    writer.varint(point.tcpSentBytes);
    writer.varint(point.tcpReceivedBytes);
  }
  if (grpc) {
    writer.varint(point.requestMessages);
    writer.varint(point.responseMessages);
  }
}

function mergeEncodedPoint(target: Point, reader: ByteReader, bytes: Uint8Array, skip: boolean): void {
  const kinds = reader.varint();
  if ((kinds & HTTP) !== 0) {
    target.requests += reader.varint();
    target.durationUs += reader.varint();
    target.requestBytes += reader.varint();
    target.responseBytes += reader.varint();
    const size = reader.varint();
    if (!skip) mergeLatency(target.latency, bytes, reader.at, reader.at + size);
    reader.at += size;
  }
  if ((kinds & TCP) !== 0) {
    target.tcpOpened += reader.varint();
    target.tcpClosed += reader.varint();
    target.tcpSentBytes += reader.varint();
    target.tcpReceivedBytes += reader.varint();
  }
  if ((kinds & GRPC) !== 0) {
    target.requestMessages += reader.varint();
    target.responseMessages += reader.varint();
  }
}
