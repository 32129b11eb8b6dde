import type { AccessLogEntry } from '../../mesh/log/access-log-entry';
import type { Span } from '../../mesh/trace/span';
import { ACCESS_LOG_COLUMNS } from '../../protocol/ingest/access-log-columns';
import type { Batch } from '../../protocol/ingest/agent-message';
import { type ColumnSpec, type Columns, decodeColumns } from '../../protocol/ingest/columns';
import { INGEST_LIMITS } from '../../protocol/ingest/limits';
import { SPAN_COLUMNS } from '../../protocol/ingest/span-columns';
import type { PointSample } from '../store/contract/telemetry-sink';
import { acceptLog } from './accept-log';
import { acceptSpan } from './accept-span';
import { decodePoint } from './decode-point';
import { withoutNul } from './without-nul';

/** What a batch holds, and how many of its rows were left out because they can mean nothing. */
export interface DecodedBatch {
  points: PointSample[];
  logs: AccessLogEntry[];
  spans: Span[];
  refusedPoints: number;
  refusedLogs: number;
  refusedSpans: number;
}

/** Decodes a checked message; the reason in words when it breaks the protocol as a whole. */
export function decodeBatch(batch: Batch, series: ReadonlyMap<number, number>): DecodedBatch | string {
  const points: PointSample[] = [];
  for (const row of batch.points) {
    const id = series.get(row[0]);
    if (id === undefined) return `series ${row[0]} was never defined on this connection`;
    const point = decodePoint(row);
    if (point !== undefined) points.push({ series: id, second: row[1], point });
  }
  const logs = decodeRows(batch.logs, ACCESS_LOG_COLUMNS, INGEST_LIMITS.batchLogs);
  const spans = decodeRows(batch.spans, SPAN_COLUMNS, INGEST_LIMITS.batchSpans);
  if (logs === undefined) return 'its access-log columns cannot be read';
  if (spans === undefined) return 'its span columns cannot be read';
  const goodLogs = logs.filter(acceptLog);
  const goodSpans = spans.filter(acceptSpan);
  return {
    points,
    logs: goodLogs,
    spans: goodSpans,
    refusedPoints: batch.points.length - points.length,
    refusedLogs: logs.length - goodLogs.length,
    refusedSpans: spans.length - goodSpans.length,
  };
}

function decodeRows<T extends object>(
  columns: Columns | null,
  spec: ColumnSpec<T>,
  maxRows: number,
): T[] | undefined {
  if (columns === null) return [];
  if (columns.rows > maxRows) return undefined;
  return decodeColumns({ ...columns, dictionary: columns.dictionary.map(withoutNul) }, spec);
}
