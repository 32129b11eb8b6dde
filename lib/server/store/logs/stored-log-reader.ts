import type pg from 'pg';
import { AppError } from '../../../protocol/app-error';
import type {
  LogBucket,
  LogFilter,
  LogQuery,
  LogReader,
  LogStratum,
  Page,
  StoredLog,
} from '../contract/log-reader';
import type { TimeWindow } from '../contract/point-reader';
import type { SearchStep } from '../contract/search-step';
import { readRows } from '../database/read-rows';
import { STORE_LIMITS } from '../limits';
import { logConditions } from './log-conditions';
import { LOG_ROW_COLUMNS, LOG_TIME_US, type LogRow, toLog } from './log-row';
import { planSample } from './plan-sample';
import { walkLogs } from './walk-logs';

const COUNTS = `count(*) AS total,
  count(*) FILTER (WHERE response_code < 100) AS "noAnswer",
  count(*) FILTER (WHERE response_code BETWEEN 100 AND 299) AS success,
  count(*) FILTER (WHERE response_code BETWEEN 300 AND 399) AS redirect,
  count(*) FILTER (WHERE response_code BETWEEN 400 AND 499) AS "clientError",
  count(*) FILTER (WHERE response_code >= 500) AS "serverError"`;

/** Access logs by time, newest first. */
export class StoredLogReader implements LogReader {
  private readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  async searchLogs(query: LogQuery): Promise<Page<StoredLog>> {
    const items: StoredLog[] = [];
    let nextCursor: string | undefined;
    for await (const step of this.walkLogs(query)) {
      items.push(...step.items);
      nextCursor = step.nextCursor;
    }
    return { items, nextCursor };
  }

  walkLogs(query: LogQuery, signal?: AbortSignal): AsyncGenerator<SearchStep<StoredLog>> {
    return walkLogs(this.pool, query, signal);
  }

  async countLogs(window: TimeWindow, stepMs: number, filter: LogFilter): Promise<LogBucket[]> {
    const startMs = Math.floor(window.fromMs / stepMs) * stepMs;
    const steps = Math.ceil((window.toMs - startMs) / stepMs);
    if (!(stepMs > 0) || steps > STORE_LIMITS.logBuckets) {
      throw new AppError(
        'bad_request',
        `Cannot count logs in ${steps} steps; at most ${STORE_LIMITS.logBuckets}`,
      );
    }
    const where = logConditions(window, filter);
    const step = where.parameter(stepMs / 1_000);
    const sql = `SELECT floor(extract(epoch FROM ts)::float8 / ${step}::float8)::bigint AS step, ${COUNTS}
      FROM access_logs WHERE ${where.sql()} GROUP BY 1`;
    const rows = await this.query<{ step: number } & Omit<LogBucket, 'startMs'>>(sql, where.values);
    const found = new Map(rows.map((row) => [row.step * stepMs, row]));
    return Array.from({ length: Math.max(0, steps) }, (_, i) => {
      const at = startMs + i * stepMs;
      const { step: _step, ...counts } = found.get(at) ?? { step: 0, ...EMPTY };
      return { startMs: at, ...counts };
    });
  }

  async sampleRequests(window: TimeWindow, limit: number, perEdge: number): Promise<LogStratum[]> {
    const span = [window.fromMs / 1_000, window.toMs / 1_000];
    const edges = await this.query<EdgeRow>(COUNT_EDGES, span);
    const shares = planSample(
      edges.map(({ total }) => total),
      limit,
      perEdge,
    );
    const rows = await this.query<LogRow & { edge: number }>(SAMPLE_EDGES, [
      ...span,
      ...EDGE_COLUMNS.map((column) => edges.map((edge) => edge[column])),
      shares,
      Math.ceil(limit * SAMPLE_SLACK) + edges.length * perEdge,
    ]);
    const strata = edges.map(({ total }): LogStratum => ({ total, lines: [] }));
    for (const { edge, ...row } of rows) strata[edge - 1]?.lines.push(toLog(row));
    return strata;
  }

  private query<T extends pg.QueryResultRow>(sql: string, values: unknown[]): Promise<T[]> {
    return readRows<T>(this.pool, { doing: 'read access logs', sql, values });
  }
}

const EDGE_COLUMNS = [
  'reporter',
  'source_workload_namespace',
  'source_workload',
  'destination_service',
] as const;

type EdgeRow = Record<(typeof EDGE_COLUMNS)[number], string> & { total: number };

const REQUESTS = `ts >= to_timestamp($1) AND ts < to_timestamp($2)
  AND (reporter = 'source' OR (reporter = 'destination' AND source_workload IN ('unknown', '')))`;

const COUNT_EDGES = `SELECT ${EDGE_COLUMNS.join(', ')}, count(*) AS total
  FROM access_logs WHERE ${REQUESTS} GROUP BY ${EDGE_COLUMNS.join(', ')} ORDER BY ${EDGE_COLUMNS.join(', ')}`;

/** A hash decides which lines are taken: as good as dice, and the same at every look. */
const SAMPLE_EDGES = `SELECT edge.ordinality::int AS edge, ${LOG_ROW_COLUMNS}
  FROM access_logs JOIN unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::float8[])
    WITH ORDINALITY AS edge (${EDGE_COLUMNS.join(', ')}, share, ordinality) USING (${EDGE_COLUMNS.join(', ')})
  WHERE ${REQUESTS}
    AND (share >= 1 OR (hashint8extended(${LOG_TIME_US}, n) & 1048575) < share * 1048576)
  LIMIT $8`;

/** Chance makes a sample larger than planned; far more than this would be a fault of the plan. */
const SAMPLE_SLACK = 1.2;

const EMPTY = { total: 0, noAnswer: 0, success: 0, redirect: 0, clientError: 0, serverError: 0 };
