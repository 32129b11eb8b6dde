import type pg from 'pg';
import type { TimeWindow } from '../contract/point-reader';
import type { DurationCounts, TraceFilter } from '../contract/trace-reader';
import { readRows } from '../database/read-rows';
import { spanConditions } from './trace-conditions';

/** Spans of a window that are looked at one by one; of more, blocks of the store are taken evenly. */
const COUNTED_SPANS = 300_000;
/** What so few spans of a sample meet is rare enough to be counted one by one, by the indexes that know it. */
const FEW = 300;
/** The newest spans that tell how many spans of a trace meet the filter. */
const RATIO_SPANS = 5_000;

interface Cell {
  step: number;
  half: number;
  count: number;
  errors: number;
}

/** Counts by step of time and by half powers of two of the duration: all spans, or those in an even sample of the blocks. */
export async function countDurations(
  pool: pg.Pool,
  window: TimeWindow,
  stepMs: number,
  filter: TraceFilter,
  most = COUNTED_SPANS,
): Promise<DurationCounts> {
  const oneIn = Math.max(1, Math.ceil((await estimateSpans(pool, window)) / most));
  const sample = await readCells(pool, window, stepMs, filter, oneIn);
  const isEnough = oneIn === 1 || sumOf(sample) >= FEW;
  const factor = isEnough ? oneIn : 1;
  const cells = isEnough ? sample : await readCells(pool, window, stepMs, filter, 1);
  const spans = sumOf(cells) * factor;
  return {
    cells: cells.map(({ step, half, count, errors }) => ({
      t: window.fromMs + step * stepMs,
      fromUs: 2 ** (half / 2),
      toUs: 2 ** ((half + 1) / 2),
      count: count * factor,
      errors: errors * factor,
    })),
    spans,
    traces: await countTraces(pool, window, filter, spans),
    oneIn: factor,
  };
}

/** What the planner expects; it knows the size of every partition. */
async function estimateSpans(pool: pg.Pool, window: TimeWindow): Promise<number> {
  const where = spanConditions(window, {});
  const [row] = await readRows<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(pool, {
    doing: 'count traces',
    sql: `EXPLAIN (FORMAT JSON) SELECT FROM spans WHERE ${where.sql()}`,
    values: where.values,
  });
  return row?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0;
}

function readCells(
  pool: pg.Pool,
  window: TimeWindow,
  stepMs: number,
  filter: TraceFilter,
  oneIn: number,
): Promise<Cell[]> {
  const where = spanConditions(window, filter);
  const from = where.parameter(window.fromMs);
  const step = where.parameter(stepMs);
  const sample = oneIn === 1 ? '' : `TABLESAMPLE SYSTEM (${100 / oneIn}) REPEATABLE (1)`;
  return readRows<Cell>(pool, {
    doing: 'count traces',
    sql: `SELECT floor((extract(epoch FROM ts)::float8 * 1000 - ${from}::float8) / ${step}::float8)::int AS step,
        floor(2 * ln(greatest(duration_us, 1)::float8) / ln(2::float8))::int AS half,
        count(*)::int AS count, count(*) FILTER (WHERE status = 'error')::int AS errors
      FROM spans ${sample} WHERE ${where.sql()} GROUP BY 1, 2 ORDER BY 1, 2`,
    values: where.values,
  });
}

/** Exact for few spans; else by how many spans of one trace there are among the newest. */
async function countTraces(
  pool: pg.Pool,
  window: TimeWindow,
  filter: TraceFilter,
  spans: number,
): Promise<number> {
  if (spans === 0) return 0;
  const where = spanConditions(window, filter);
  const [row] = await readRows<{ spans: number; traces: number }>(pool, {
    doing: 'count traces',
    sql: `SELECT count(*) AS spans, count(DISTINCT trace_id) AS traces FROM
        (SELECT trace_id FROM spans WHERE ${where.sql()} ORDER BY ts DESC LIMIT ${RATIO_SPANS}) newest`,
    values: where.values,
  });
  if (row === undefined || row.spans === 0) return 0;
  return row.spans < RATIO_SPANS ? row.traces : Math.round((spans * row.traces) / row.spans);
}

function sumOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { count }) => sum + count, 0);
}
