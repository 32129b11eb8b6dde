import type pg from 'pg';
import type { Span } from '../../../mesh/trace/span';
import type { TimeWindow } from '../contract/point-reader';
import { Conditions } from '../database/conditions';
import { readRows } from '../database/read-rows';
import { STORE_LIMITS } from '../limits';
import { BARE_SPAN_COLUMNS, SPAN_COLUMNS } from './span-columns';
import { type SpanRow, toSpan } from './to-span';

interface WantedTraces {
  traceIds: readonly string[];
  /** Spans are looked for in here. */
  window: TimeWindow;
  /** Without tags and details, which are most of a span, reading is several times as fast. */
  isBare?: boolean;
  signal?: AbortSignal | undefined;
}

/** The spans of some traces, by trace and start. */
export async function readTraceSpans(
  pool: pg.Pool,
  { traceIds, window, isBare = false, signal }: WantedTraces,
): Promise<Map<string, Span[]>> {
  const where = new Conditions().add(
    'trace_id = wanted.id AND ts >= to_timestamp(?) AND ts < to_timestamp(?)',
    window.fromMs / 1_000,
    window.toMs / 1_000,
  );
  const ids = where.parameter(traceIds);
  const columns = isBare ? BARE_SPAN_COLUMNS : SPAN_COLUMNS;
  const rows = await readRows<SpanRow>(pool, {
    doing: 'read traces',
    sql: `SELECT span.* FROM unnest(${ids}::uuid[]) AS wanted (id) CROSS JOIN LATERAL
       (SELECT ${columns} FROM spans WHERE ${where.sql()} ORDER BY ts LIMIT ${STORE_LIMITS.traceSpans}) span`,
    values: where.values,
    ...(signal === undefined ? {} : { signal }),
  });
  const spans = new Map<string, Span[]>();
  for (const row of rows) {
    const own = spans.get(row.trace_id);
    if (own === undefined) spans.set(row.trace_id, [toSpan(row)]);
    else own.push(toSpan(row));
  }
  return spans;
}
