import type pg from 'pg';
import type { TimeWindow } from '../contract/point-reader';
import type { TraceFilter, TracePoint } from '../contract/trace-reader';
import { Conditions } from '../database/conditions';
import { readRows } from '../database/read-rows';
import { TIME_US, TRACE_ID } from './span-columns';
import { spanConditions } from './trace-conditions';

/** Matching spans looked at for one trace of a part. */
const SPANS_A_TRACE = 6;
/** Spans beyond the window that still belong to a trace found in it. */
const SLACK_MS = 3_600_000;
const DOING = 'read traces';

interface Spread {
  window: TimeWindow;
  filter: TraceFilter;
  parts: number;
  each: number;
}

/** The newest few traces of every part of a window, so that a plot shows all of it and not its end alone. */
export async function spreadTraces(
  pool: pg.Pool,
  spread: Spread,
): Promise<{ points: TracePoint[]; isWhole: boolean }> {
  const { traceIds, isWhole } = await chooseTraces(pool, spread);
  if (traceIds.length === 0) return { points: [], isWhole };
  const { fromMs, toMs } = spread.window;
  const where = new Conditions()
    .add('trace_id = ANY(?::uuid[])', traceIds)
    .add(
      'ts >= to_timestamp(?) AND ts < to_timestamp(?)',
      (fromMs - SLACK_MS) / 1_000,
      (toMs + SLACK_MS) / 1_000,
    );
  const first = (column: string) =>
    `(array_agg(${column} ORDER BY parent_span_id IS NOT NULL, ts))[1] AS ${column}`;
  const points = await readRows<TracePoint>(pool, {
    doing: DOING,
    sql: `SELECT ${TRACE_ID} AS "traceId", min(${TIME_US}) AS "startUs",
        max(${TIME_US} + duration_us) - min(${TIME_US}) AS "durationUs", count(*) AS spans,
        count(*) FILTER (WHERE status = 'error') AS errors,
        ${first('service').replace('AS service', 'AS "rootService"')}, ${first('name').replace('AS name', 'AS "rootName"')}
      FROM spans WHERE ${where.sql()} GROUP BY trace_id ORDER BY 2`,
    values: where.values,
  });
  return { points, isWhole };
}

async function chooseTraces(
  pool: pg.Pool,
  { window, filter, parts, each }: Spread,
): Promise<{ traceIds: string[]; isWhole: boolean }> {
  const most = each * SPANS_A_TRACE;
  const step = (window.toMs - window.fromMs) / 1_000 / parts;
  const where = spanConditions(window, filter);
  const from = `to_timestamp(${where.parameter(window.fromMs / 1_000)}::float8 + part * ${where.parameter(step)}::float8)`;
  const rows = await readRows<{ part: number; trace_id: string }>(pool, {
    doing: DOING,
    sql: `SELECT part, found.trace_id FROM generate_series(0, ${where.parameter(parts)}::int - 1) AS part
      CROSS JOIN LATERAL (SELECT ${TRACE_ID} AS trace_id FROM spans WHERE ${where.sql()}
        AND ts >= ${from} AND ts < ${from} + ${where.parameter(step)}::float8 * interval '1 second'
        ORDER BY ts DESC LIMIT ${most}) found`,
    values: where.values,
  });
  const chosen = new Set<string>();
  const byPart = new Map<number, { spans: number; traces: Set<string> }>();
  let isWhole = true;
  for (const { part, trace_id } of rows) {
    const own = byPart.get(part) ?? { spans: 0, traces: new Set<string>() };
    byPart.set(part, own);
    own.spans++;
    if (own.traces.size < each || own.traces.has(trace_id)) own.traces.add(trace_id);
    else isWhole = false;
    if (own.spans >= most) isWhole = false;
  }
  for (const { traces } of byPart.values()) for (const traceId of traces) chosen.add(traceId);
  return { traceIds: [...chosen], isWhole };
}
