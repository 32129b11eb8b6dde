import type pg from 'pg';
import type { AccessLogEntry } from '../../../mesh/log/access-log-entry';
import { AppError } from '../../../protocol/app-error';
import type { LogBucket, LogFilter, LogQuery, LogReader, Page, StoredLog } from '../contract/log-reader';
import type { TimeWindow } from '../contract/point-reader';
import { readCursor, writeCursor } from '../database/cursor';
import { toAppError } from '../database/to-app-error';
import { STORE_LIMITS } from '../limits';
import { logId } from '../sink/log-id';
import { LOG_TEXT_COLUMNS } from '../sink/log-rows';
import { logConditions } from './log-conditions';

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
    const sql = `SELECT ${COLUMNS} FROM access_logs WHERE ${where.sql()}
      ORDER BY ts DESC, n DESC LIMIT ${where.parameter(limit + 1)}`;
    const rows = await this.query<LogRow>(sql, where.values);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map(toLog),
      nextCursor: last === undefined ? undefined : writeCursor([last.time_us, last.n]),
    };
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

  private async query<T extends pg.QueryResultRow>(sql: string, values: unknown[]): Promise<T[]> {
    try {
      return (await this.pool.query<T>(sql, values)).rows;
    } catch (error) {
      throw toAppError('read access logs', error);
    }
  }
}

const EMPTY = { total: 0, noAnswer: 0, success: 0, redirect: 0, clientError: 0, serverError: 0 };

function toLog(row: LogRow): StoredLog {
  const { time_us, n, ...fields } = row;
  return { id: logId(time_us, n), start_time: time_us / 1_000, ...fields };
}
