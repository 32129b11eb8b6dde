import type { Point } from '../../../mesh/metrics/point';
import type { BinaryCopyWriter } from '../database/binary-copy-writer';
import type { CopyRow } from '../database/copy-out';
import { ByteWriter } from './byte-writer';
import { mergeLatency, writeLatency } from './latency-codec';

/** The columns of the tier tables as they are written and read. */
export const POINT_COLUMNS = [
  'bucket',
  'series',
  'requests',
  'duration_us',
  'request_bytes',
  'response_bytes',
  'latency',
  'tcp_opened',
  'tcp_closed',
  'tcp_sent_bytes',
  'tcp_received_bytes',
  'request_messages',
  'response_messages',
] as const;

const scratch = new ByteWriter();

/** Appends one point; the columns of TCP and of gRPC stay null for series that have nothing of it. */
export function writePointRow(
  writer: BinaryCopyWriter,
  bucketMs: number,
  series: number,
  point: Point,
): void {
  writer.startRow(POINT_COLUMNS.length);
  writer.timestamptz(bucketMs * 1_000);
  writer.int4(series);
  writer.int8(point.requests);
  writer.int8(point.durationUs);
  writer.int8(point.requestBytes);
  writer.int8(point.responseBytes);
  scratch.reset();
  writeLatency(scratch, point.latency);
  if (scratch.length === 0) writer.nothing();
  else writer.bytea(scratch.view());
  writeTogether(writer, [point.tcpOpened, point.tcpClosed, point.tcpSentBytes, point.tcpReceivedBytes]);
  writeTogether(writer, [point.requestMessages, point.responseMessages]);
}

/** Values, or as many nulls when all of them are 0. */
function writeTogether(writer: BinaryCopyWriter, values: readonly number[]): void {
  const quiet = values.every((value) => value === 0);
  for (const value of values) {
    if (quiet) writer.nothing();
    else writer.int8(value);
  }
}

/** Adds a row read in `POINT_COLUMNS` order to `target` in place. */
export function mergePointRow(target: Point, row: CopyRow): void {
  target.requests += row.int8(2);
  target.durationUs += row.int8(3);
  target.requestBytes += row.int8(4);
  target.responseBytes += row.int8(5);
  mergeLatency(target.latency, row.view(6));
  target.tcpOpened += row.int8(7);
  target.tcpClosed += row.int8(8);
  target.tcpSentBytes += row.int8(9);
  target.tcpReceivedBytes += row.int8(10);
  target.requestMessages += row.int8(11);
  target.responseMessages += row.int8(12);
}
