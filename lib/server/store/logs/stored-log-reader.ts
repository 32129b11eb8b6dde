import type pg from 'pg';
import type { AccessLogEntry } from '../../../mesh/log/access-log-entry';
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
import type { Conditions } from '../database/conditions';
import { readCursor, writeCursor } from '../database/cursor';
import { toAppError } from '../database/to-app-error';
import { STORE_LIMITS } from '../limits';
import { logId } from '../sink/log-id';
import { LOG_TEXT_COLUMNS } from '../sink/log-rows';
import { logConditions } from './log-conditions';
import { planSample } from './plan-sample';

const TIME_US = '(extract(epoch FROM ts) * 1000000)::bigint';

const COLUMNS = [
  `${TIME_US} AS time_us`,
  'n',
  'response_code',
  'duration_us',
  'duration',
  'upstream_service_time',
  'bytes_received',
  'bytes_sent',
  "replace(trace_id::text, '-', '') AS trace_id",
  "encode(span_id, 'hex') AS span_id",
  ...LOG_TEXT_COLUMNS,
].join(', ');

type LogRow = Omit<AccessLogEntry, 'start_time'> & { time_us: number; n: number };

const COUNTS = `count(*) AS total,
  count(*) FILTER (WHERE response_code < 100) AS "noAnswer",
  count(*) FILTER (WHERE response_code BETWEEN 100 AND 299) AS success,
  count(*) FILTER (WHERE response_code BETWEEN 300 AND 399) AS redirect,
  count(*) FILTER (WHERE response_code BETWEEN 400 AND 499) AS "clientError",
  count(*) FILTER (WHERE response_code >= 500) AS "serverError"`;

/** Lines among which a name is looked for before it counts as rare. */
const NEWEST_LINES = 30_000;

/** Access logs by time, newest first. */
export class StoredLogReader implements LogReader {
  private readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  async searchLogs(query: LogQuery): Promise<Page<StoredLog>> {
    const where = logConditions(query, query.filter);
    if (query.cursor !== undefined) {
      const [timeUs, n] = readCursor(query.cursor, ['number', 'number']);
      where.add("(ts, n) < (timestamptz 'epoch' + ? * interval '1 microsecond', ?)", timeUs, n);
    }
    const limit = Math.min(query.limit, STORE_LIMITS.pageRows);
    const rows = await this.findNewest(query, where, limit + 1);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map(toLog),
      nextCursor: last === undefined ? undefined : writeCursor([last.time_us, last.n]),
    };
  }

  /**
   * Lines are walked from the newest on. A name that is on few of them would mean walking all of the window, and statistics
   * know only frequent names: so it is looked for among the newest lines first, and when they do not fill the page, it is rare
   * and its lines are fetched by its own index and sorted.
   */
  private async findNewest(query: LogQuery, where: Conditions, most: number): Promise<LogRow[]> {
    const { service, source, destination, peer, destinationService } = query.filter;
    const limit = where.parameter(most);
    const read = (from: string, order: string, values: readonly unknown[]) =>
      this.query<LogRow>(
        `SELECT ${COLUMNS} FROM ${from} WHERE ${where.sql()} ORDER BY ${order} DESC, n DESC LIMIT ${limit}`,
        [...values],
      );
    const values = [...where.values];
    if ((service ?? source ?? destination ?? peer ?? destinationService) === undefined)
      return read('access_logs', 'ts', values);
    const found = await read(`(${newestLines(query, where)}) access_logs`, 'ts', where.values);
    // An expression is not what the index of times is sorted by.
    return found.length < most ? read('access_logs', "(ts + interval '0')", values) : found;
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

  private async query<T extends pg.QueryResultRow>(sql: string, values: unknown[]): Promise<T[]> {
    try {
      return (await this.pool.query<T>(sql, values)).rows;
    } catch (error) {
      throw toAppError('read access logs', error);
    }
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
const SAMPLE_EDGES = `SELECT edge.ordinality::int AS edge, ${COLUMNS}
  FROM access_logs JOIN unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::float8[])
    WITH ORDINALITY AS edge (${EDGE_COLUMNS.join(', ')}, share, ordinality) USING (${EDGE_COLUMNS.join(', ')})
  WHERE ${REQUESTS}
    AND (share >= 1 OR (hashint8extended(${TIME_US}, n) & 1048575) < share * 1048576)
  LIMIT $8`;

/** Chance makes a sample larger than planned; far more than this would be a fault of the plan. */
const SAMPLE_SLACK = 1.2;

const EMPTY = { total: 0, noAnswer: 0, success: 0, redirect: 0, clientError: 0, serverError: 0 };

function toLog(row: LogRow): StoredLog {
  const { time_us, n, ...fields } = row;
  return { id: logId(time_us, n), start_time: time_us / 1_000, ...fields };
}

/** The newest lines of the query's window that no page has shown yet. */
function newestLines({ fromMs, toMs, cursor }: LogQuery, where: Conditions): string {
  const [endUs] = cursor === undefined ? [toMs * 1_000] : readCursor(cursor, ['number', 'number']);
  const [from, end] = [where.parameter(fromMs / 1_000), where.parameter(endUs)];
  return `SELECT * FROM access_logs WHERE ts >= to_timestamp(${from})
    AND ts <= timestamptz 'epoch' + ${end}::float8 * interval '1 microsecond' ORDER BY ts DESC, n DESC LIMIT ${NEWEST_LINES}`;
}
