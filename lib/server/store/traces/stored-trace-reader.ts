import type pg from 'pg';
import type { SpanField } from '../../../mesh/trace/query/span-condition';
import type { Span } from '../../../mesh/trace/span';
import { COLLECTED_TAG } from '../../../protocol/ingest/collect-trace';
import type { Page } from '../contract/log-reader';
import type { TimeWindow } from '../contract/point-reader';
import type { SearchStep } from '../contract/search-step';
import type {
  DurationCounts,
  FoundTrace,
  SampledSpan,
  TraceFilter,
  TraceQuery,
  TraceReader,
} from '../contract/trace-reader';
import { readRows } from '../database/read-rows';
import { STORE_LIMITS } from '../limits';
import { countDurations } from './count-durations';
import { SPAN_COLUMNS } from './span-columns';
import { spanExpression } from './span-condition-sql';
import { spreadDecidedTraces } from './spread-decided-traces';
import { spreadTraces } from './spread-traces';
import { type SpanRow, toSpan } from './to-span';
import { spanConditions } from './trace-conditions';
import { TraceWalk } from './trace-walk';

const OPERATIONS = 200;
const SERVICES = 1_000;
/** The newest spans that lists of tags are made from, and the length of such a list. */
const SAMPLED_SPANS = 5_000;
const VALUES = 500;

/** Tags that say what call a span is; see `requestOf`. */
const CALL_TAGS_SQL = [
  'http.method',
  'http.request.method',
  'http.url',
  'url.full',
  'url.path',
  'http.target',
]
  .map((tag) => `'${tag}', tags -> '${tag}'`)
  .join(', ');

/** Spans by trace, and traces by their newest matching span. */
export class StoredTraceReader implements TraceReader {
  private readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  async searchTraces(query: TraceQuery): Promise<Page<FoundTrace>> {
    const items: FoundTrace[] = [];
    let nextCursor: string | undefined;
    for await (const step of this.walkTraces(query)) {
      items.push(...step.items);
      nextCursor = step.nextCursor;
    }
    return { items, nextCursor };
  }

  walkTraces(query: TraceQuery, signal?: AbortSignal): AsyncGenerator<SearchStep<FoundTrace>> {
    return new TraceWalk(this.pool, query, signal).steps();
  }

  countDurations(window: TimeWindow, stepMs: number, filter: TraceFilter): Promise<DurationCounts> {
    return countDurations(this.pool, window, stepMs, filter);
  }

  spreadTraces(window: TimeWindow, filter: TraceFilter, parts: number, each: number) {
    if (filter.spanset !== undefined) return spreadDecidedTraces(this.pool, window, filter);
    return spreadTraces(this.pool, { window, filter, parts, each });
  }

  async readTrace(traceId: string): Promise<Span[]> {
    if (!/^[0-9a-f]{1,32}$/i.test(traceId)) return [];
    const rows = await this.query<SpanRow>(
      `SELECT ${SPAN_COLUMNS} FROM spans WHERE trace_id = $1::uuid ORDER BY ts LIMIT $2`,
      [traceId.padStart(32, '0'), STORE_LIMITS.traceSpans],
    );
    return rows.map(toSpan);
  }

  async listOperations(window: TimeWindow, service: string, namespace?: string): Promise<string[]> {
    const where = spanConditions(window, { serviceName: service }).when(namespace, 'namespace = ?');
    const rows = await this.query<{ name: string }>(
      `SELECT name FROM spans WHERE ${where.sql()} GROUP BY name ORDER BY count(*) DESC, name LIMIT ${OPERATIONS}`,
      where.values,
    );
    return rows.map((row) => row.name);
  }

  async listServices(window: TimeWindow): Promise<Pick<Span, 'service' | 'namespace'>[]> {
    const where = spanConditions(window, {});
    return this.query(
      `SELECT DISTINCT service, namespace FROM spans WHERE ${where.sql()} ORDER BY service, namespace LIMIT ${SERVICES}`,
      where.values,
    );
  }

  sampleSpans(
    window: TimeWindow,
    services: readonly string[],
    names: readonly string[],
  ): Promise<SampledSpan[]> {
    const where = spanConditions(window, {})
      .add('service = ANY(?)', services)
      .add('name = ANY(?)', names)
      .add('tags ->> ? IS NULL', COLLECTED_TAG);
    return this.query<SampledSpan>(
      `SELECT namespace, service, kind, name, duration_us, jsonb_strip_nulls(jsonb_build_object(${CALL_TAGS_SQL})) AS tags
       FROM spans WHERE ${where.sql()} ORDER BY ts DESC LIMIT ${SAMPLED_SPANS * 4}`,
      where.values,
    );
  }

  async listTagNames(window: TimeWindow): Promise<string[]> {
    const where = spanConditions(window, {});
    const rows = await this.query<{ name: string }>(
      `SELECT DISTINCT jsonb_object_keys(tags) AS name FROM
         (SELECT tags FROM spans WHERE ${where.sql()} ORDER BY ts DESC LIMIT ${SAMPLED_SPANS}) newest ORDER BY name`,
      where.values,
    );
    return rows.map((row) => row.name);
  }

  async listValues(window: TimeWindow, field: SpanField): Promise<string[]> {
    const where = spanConditions(window, {});
    const rows = await this.query<{ value: string }>(
      `SELECT value FROM
         (SELECT ${spanExpression(where, field)}::text AS value FROM spans WHERE ${where.sql()}
          ORDER BY ts DESC LIMIT ${SAMPLED_SPANS}) newest
       WHERE value IS NOT NULL GROUP BY value ORDER BY count(*) DESC, value LIMIT ${VALUES}`,
      where.values,
    );
    return rows.map((row) => row.value);
  }

  private query<T extends pg.QueryResultRow>(sql: string, values: unknown[]): Promise<T[]> {
    return readRows<T>(this.pool, { doing: 'read traces', sql, values });
  }
}
