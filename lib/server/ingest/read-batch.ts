import type { Batch } from '../../protocol/ingest/agent-message';
import type { Columns } from '../../protocol/ingest/columns';
import { INGEST_LIMITS } from '../../protocol/ingest/limits';

/*
 * The same check as `batchSchema`, by hand: batches are nearly all that agents send, and the generic check allocates a
 * copy of every row. A property test holds both to the same answers.
 */

const POINT_FIELDS = 11;
/** With both counts of gRPC messages. */
const GRPC_POINT_FIELDS = 13;
const LATENCY = 6;

/** `value` as a batch when `batchSchema` would take it, else undefined. */
export function readBatch(value: unknown): Batch | undefined {
  if (!isRecord(value) || value.type !== 'batch' || !isWhole(value.sequence)) return undefined;
  const { points, logs, spans } = value;
  if (!Array.isArray(points) || points.length > INGEST_LIMITS.batchPoints) return undefined;
  for (const row of points) if (!isPointRow(row)) return undefined;
  if (logs !== null && !isColumns(logs)) return undefined;
  if (spans !== null && !isColumns(spans)) return undefined;
  return value as Batch;
}

function isPointRow(row: unknown): boolean {
  if (!Array.isArray(row) || row.length < POINT_FIELDS || row.length > GRPC_POINT_FIELDS) return false;
  for (let i = 0; i < POINT_FIELDS; i++) {
    if (i === LATENCY ? !isHistogram(row[i]) : !isWhole(row[i])) return false;
  }
  for (let i = POINT_FIELDS; i < row.length; i++) {
    if (row[i] !== undefined && !isWhole(row[i])) return false;
  }
  return true;
}

function isHistogram(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 2 || value.length > INGEST_LIMITS.histogramLength) return false;
  for (const item of value) if (!Number.isSafeInteger(item)) return false;
  return true;
}

function isColumns(value: unknown): value is Columns {
  if (!isRecord(value) || !isWhole(value.rows)) return false;
  const { dictionary, columns } = value;
  if (!Array.isArray(dictionary) || !isRecord(columns)) return false;
  for (const text of dictionary) {
    if (typeof text !== 'string' || text.length > INGEST_LIMITS.fieldLength) return false;
  }
  for (const column of Object.values(columns)) if (!isColumn(column)) return false;
  return true;
}

function isColumn(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  for (const cell of value) {
    if (cell === null || (typeof cell === 'number' && Number.isFinite(cell))) continue;
    if (!Array.isArray(cell)) return false;
    for (const index of cell) if (!isWhole(index)) return false;
  }
  return true;
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
