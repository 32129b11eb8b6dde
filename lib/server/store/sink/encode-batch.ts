import type { PointSample, TelemetryBatch } from '../contract/telemetry-sink';
import { BinaryCopyWriter } from '../database/binary-copy-writer';
import type { Partitions } from '../partitions/partitions';
import type { AcceptedRange } from './accepted-range';
import { logTieBreak } from './log-id';
import { writeLogRow } from './log-rows';
import { writeSpanRow } from './span-rows';

/** A batch as the commit takes it: rows encoded when it came, so that a flush only moves bytes. */
export interface EncodedBatch {
  batch: TelemetryBatch;
  points: readonly PointSample[];
  logs: EncodedRows;
  spans: EncodedRows;
  outOfRangePoints: number;
}

export interface EncodedRows {
  bytes: Buffer;
  rows: number;
  outOfRange: number;
  /** Moments whose partition has to be made first. */
  needed: number[];
}

const BYTES_A_LOG = 700;
const BYTES_A_SPAN = 600;

/** Fails with `bad_request` when a value cannot be written at all. */
export function encodeBatch(
  batch: TelemetryBatch,
  accepted: AcceptedRange,
  partitions: Partitions,
): EncodedBatch {
  const points = batch.points.filter(
    ({ second }) => second * 1_000 >= accepted.pointsFromMs && second * 1_000 <= accepted.toMs,
  );
  return {
    batch,
    points,
    outOfRangePoints: batch.points.length - points.length,
    logs: encodeLogs(batch, accepted, partitions),
    spans: encodeSpans(batch, accepted, partitions),
  };
}

function encodeLogs(batch: TelemetryBatch, accepted: AcceptedRange, partitions: Partitions): EncodedRows {
  const writer = new BinaryCopyWriter(Math.max(64, batch.logs.length * BYTES_A_LOG));
  const needed = new Set<number>();
  for (const [index, log] of batch.logs.entries()) {
    if (log.start_time < accepted.logsFromMs || log.start_time > accepted.toMs) continue;
    if (!partitions.covers('access_logs', log.start_time)) needed.add(log.start_time);
    writeLogRow(writer, log, logTieBreak(batch.sequence, index));
  }
  return toRows(writer, batch.logs.length, needed);
}

function encodeSpans(batch: TelemetryBatch, accepted: AcceptedRange, partitions: Partitions): EncodedRows {
  const writer = new BinaryCopyWriter(Math.max(64, batch.spans.length * BYTES_A_SPAN));
  const needed = new Set<number>();
  for (const span of batch.spans) {
    const startMs = span.start_us / 1_000;
    if (startMs < accepted.spansFromMs || startMs > accepted.toMs) continue;
    if (!partitions.covers('spans', startMs)) needed.add(startMs);
    writeSpanRow(writer, span);
  }
  return toRows(writer, batch.spans.length, needed);
}

function toRows(writer: BinaryCopyWriter, wanted: number, needed: ReadonlySet<number>): EncodedRows {
  return {
    bytes: writer.finish(),
    rows: writer.rows,
    outOfRange: wanted - writer.rows,
    needed: [...needed],
  };
}
