import type pg from 'pg';
import type { ApplicationLog } from '../../../mesh/log/application-log';
import type { ApplicationLogQuery, ApplicationLogs } from '../contract/application-logs';
import type { Page } from '../contract/log-reader';
import { BinaryCopyWriter } from '../database/binary-copy-writer';
import { Conditions, containing } from '../database/conditions';
import { copyIn } from '../database/copy-in';
import { readCursor, writeCursor } from '../database/cursor';
import { inTransaction } from '../database/in-transaction';
import { toAppError } from '../database/to-app-error';
import { STORE_LIMITS } from '../limits';
import type { Partitions } from '../partitions/partitions';
import { toSpanId, toTraceId } from '../sink/trace-ids';

const COLUMNS = [
  'ts',
  'severity',
  'severity_text',
  'body',
  'trace_id',
  'span_id',
  'service',
  'namespace',
  'workload',
  'version',
  'tags',
] as const;
const HOUR_US = 3_600_000_000;

/** Applications' log lines by COPY, a message a transaction. */
export class ApplicationLogStore implements ApplicationLogs {
  private readonly writePool: pg.Pool;
  private readonly readPool: pg.Pool;
  private readonly partitions: Partitions;

  constructor(writePool: pg.Pool, readPool: pg.Pool, partitions: Partitions) {
    this.writePool = writePool;
    this.readPool = readPool;
    this.partitions = partitions;
  }

  async writeLogs(lines: readonly ApplicationLog[]): Promise<void> {
    if (lines.length === 0) return;
    try {
      const hours = new Set(lines.map(({ time_us }) => Math.floor(time_us / HOUR_US)));
      for (const hour of hours) await this.partitions.ensure('application_logs', (hour * HOUR_US) / 1_000);
      const writer = new BinaryCopyWriter();
      for (const line of lines) writeRow(writer, line);
      const rows = writer.finish();
      await inTransaction(this.writePool, (client) => copyIn(client, 'application_logs', COLUMNS, [rows]));
    } catch (error) {
      throw toAppError('store log lines', error);
    }
  }

  async searchLogs(query: ApplicationLogQuery): Promise<Page<ApplicationLog>> {
    const limit = Math.min(query.limit, STORE_LIMITS.pageRows);
    const where = new Conditions()
      .add('ts >= to_timestamp(?) AND ts < to_timestamp(?)', query.fromMs / 1_000, query.toMs / 1_000)
      .when(query.namespaces, 'namespace = ANY(?)')
      .when(query.service, 'service = ?')
      .when(query.minSeverity, 'severity >= ?')
      .when(containing(query.text), 'body ILIKE ?')
      .when(toTraceId(query.traceId ?? null), 'trace_id = ?::uuid');
    if (query.cursor !== undefined) {
      const [timeUs] = readCursor(query.cursor, ['number']);
      where.add("ts < timestamptz 'epoch' + ? * interval '1 microsecond'", timeUs);
    }
    try {
      const { rows } = await this.readPool.query<ApplicationLog>(
        `SELECT (extract(epoch FROM ts) * 1000000)::bigint AS time_us, severity, severity_text, body,
           replace(trace_id::text, '-', '') AS trace_id, encode(span_id, 'hex') AS span_id,
           service, namespace, workload, version, tags
         FROM application_logs WHERE ${where.sql()} ORDER BY ts DESC FETCH FIRST ${where.parameter(limit)} ROWS WITH TIES`,
        where.values,
      );
      // All lines of the last microsecond are on this page, so that the next one begins before it.
      const last = rows.length >= limit ? rows.at(-1) : undefined;
      return {
        items: rows,
        nextCursor: last === undefined ? undefined : writeCursor([last.time_us]),
      };
    } catch (error) {
      throw toAppError('read log lines', error);
    }
  }
}

function writeRow(writer: BinaryCopyWriter, line: ApplicationLog): void {
  writer.startRow(COLUMNS.length);
  writer.timestamptz(Math.round(line.time_us));
  writer.int4(line.severity);
  writer.text(line.severity_text);
  writer.text(line.body);
  for (const id of [toTraceId(line.trace_id), toSpanId(line.span_id)]) {
    if (id === undefined) writer.nothing();
    else writer.hex(id);
  }
  for (const text of [line.service, line.namespace, line.workload, line.version]) writer.text(text);
  writer.jsonb(line.tags);
}
