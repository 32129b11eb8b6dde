import type pg from 'pg';
import type { SpanField } from '../../../mesh/trace/query/span-condition';
import type { Span, SpanDetails } from '../../../mesh/trace/span';
import { COLLECTED_TAG } from '../../../protocol/ingest/collect-trace';
import type { Page } from '../contract/log-reader';
import type { TimeWindow } from '../contract/point-reader';
import type {
  DurationCounts,
  SampledSpan,
  TraceFilter,
  TraceQuery,
  TraceReader,
  TraceSummary,
} from '../contract/trace-reader';
import { Conditions } from '../database/conditions';
import { readCursor, writeCursor } from '../database/cursor';
import { toAppError } from '../database/to-app-error';
import { STORE_LIMITS } from '../limits';
import { spanExpression } from './span-condition-sql';
import { type SpanRow, summariseTrace } from './summarise-trace';
import { spanConditions } from './trace-conditions';

const TIME_US = '(extract(epoch FROM ts) * 1000000)::bigint';
const TRACE_ID = "replace(trace_id::text, '-', '')";
/** Spans beyond the window that still belong to a trace found in it. */
const TRACE_SLACK_MS = 15 * 60_000;
/** Matching spans looked at for one page; a trace has several. */
const SPANS_A_TRACE = 20;
const OPERATIONS = 200;
const SERVICES = 1_000;
/** The newest spans that lists of tags are made from, and the length of such a list. */
const SAMPLED_SPANS = 5_000;
const VALUES = 500;
/** The newest spans that a heat map counts. */
const COUNTED_SPANS = 200_000;

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

interface Candidate {
  trace_id: string;
  newest_us: number;
}

/** Spans by trace, and traces by their newest matching span. */
export class StoredTraceReader implements TraceReader {
  private readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  async searchTraces(query: TraceQuery): Promise<Page<TraceSummary>> {
    const limit = Math.min(query.limit, STORE_LIMITS.pageRows);
    const { found, nextCursor } = await this.findCandidates(query, limit);
    const spans = await this.readSpanRows(found, query);
    const byTrace = new Map<string, SpanRow[]>(found.map((traceId) => [traceId, []]));
    for (const span of spans) byTrace.get(span.trace_id)?.push(span);
    const items = found.map((traceId) => summariseTrace(traceId, byTrace.get(traceId) ?? []));
    return { items, nextCursor };
  }

  async countDurations(window: TimeWindow, stepMs: number, filter: TraceFilter): Promise<DurationCounts> {
    const where = spanConditions(window, filter);
    const from = where.parameter(window.fromMs);
    const rows = await this.query<{ step: number; half: number; count: number; errors: number }>(
      `SELECT floor((extract(epoch FROM ts)::float8 * 1000 - ${from}::float8) / ${where.parameter(stepMs)}::float8)::int AS step,
         floor(2 * ln(greatest(duration_us, 1)::float8) / ln(2::float8))::int AS half,
         count(*)::int AS count, count(*) FILTER (WHERE status = 'error')::int AS errors
       FROM (SELECT ts, duration_us, status FROM spans WHERE ${where.sql()} ORDER BY ts DESC LIMIT ${COUNTED_SPANS}) newest
       GROUP BY 1, 2 ORDER BY 1, 2`,
      where.values,
    );
    const cells = rows.map(({ step, half, count, errors }) => ({
      t: window.fromMs + step * stepMs,
      fromUs: 2 ** (half / 2),
      toUs: 2 ** ((half + 1) / 2),
      count,
      errors,
    }));
    return { cells, isWhole: cells.reduce((sum, { count }) => sum + count, 0) < COUNTED_SPANS };
  }

  async readTrace(traceId: string): Promise<Span[]> {
    if (!/^[0-9a-f]{1,32}$/i.test(traceId)) return [];
    const rows = await this.query<Omit<Span, 'details'> & { details: SpanDetails | null }>(
      `SELECT ${TRACE_ID} AS trace_id, encode(span_id, 'hex') AS span_id,
         coalesce(encode(parent_span_id, 'hex'), '') AS parent_span_id, name, kind, ${TIME_US} AS start_us,
         duration_us, service, namespace, workload, version, status, tags, details
       FROM spans WHERE trace_id = $1::uuid ORDER BY ts LIMIT $2`,
      [traceId.padStart(32, '0'), STORE_LIMITS.traceSpans],
    );
    return rows.map(({ details, ...span }) => (details === null ? span : { ...span, details }));
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

  /**
   * Walks back over matching spans until enough different traces are found. A trace sits where its newest matching span
   * is, so one that earlier pages showed can only turn up again behind the cursor, and is recognised by that.
   */
  private async findCandidates(
    query: TraceQuery,
    limit: number,
  ): Promise<{ found: string[]; nextCursor: string | undefined }> {
    const found: string[] = [];
    let cursor = query.cursor === undefined ? undefined : readCursor(query.cursor, ['number', 'string']);
    const seen = new Set<string>();
    for (;;) {
      const page = await this.matchingSpans(query, cursor, limit * SPANS_A_TRACE);
      const fresh = page.filter(({ trace_id }) => !seen.has(trace_id));
      const shown = query.cursor === undefined ? new Set<string>() : await this.shownBefore(query, fresh);
      for (const { trace_id, newest_us } of fresh) {
        if (seen.has(trace_id)) continue;
        seen.add(trace_id);
        if (shown.has(trace_id)) continue;
        if (found.length === limit) return { found, nextCursor: cursor && writeCursor(cursor) };
        found.push(trace_id);
        cursor = [newest_us, trace_id];
      }
      const last = page.at(-1);
      if (last === undefined || page.length < limit * SPANS_A_TRACE) return { found, nextCursor: undefined };
      cursor = [last.newest_us, last.trace_id];
    }
  }

  private matchingSpans(
    query: TraceQuery,
    cursor: readonly [number, string] | undefined,
    limit: number,
  ): Promise<Candidate[]> {
    const where = spanConditions(query, query.filter);
    if (cursor !== undefined) addBefore(where, cursor);
    return this.query<Candidate>(
      `SELECT ${TRACE_ID} AS trace_id, ${TIME_US} AS newest_us FROM spans WHERE ${where.sql()}
       ORDER BY ts DESC, trace_id DESC LIMIT ${where.parameter(limit)}`,
      where.values,
    );
  }

  /** Which of these traces have a matching span at or after the query's cursor. */
  private async shownBefore(query: TraceQuery, candidates: readonly Candidate[]): Promise<Set<string>> {
    const [timeUs, traceId] = readCursor(query.cursor ?? '', ['number', 'string']);
    const ids = [...new Set(candidates.map((candidate) => candidate.trace_id))];
    const where = spanConditions(query, query.filter)
      .add('trace_id = ANY(?::uuid[])', ids)
      .add(
        "(ts, trace_id) >= (timestamptz 'epoch' + ? * interval '1 microsecond', ?::uuid)",
        timeUs,
        traceId,
      );
    const rows = await this.query<{ trace_id: string }>(
      `SELECT DISTINCT ${TRACE_ID} AS trace_id FROM spans WHERE ${where.sql()}`,
      where.values,
    );
    return new Set(rows.map((row) => row.trace_id));
  }

  private async readSpanRows(traceIds: readonly string[], window: TimeWindow): Promise<SpanRow[]> {
    if (traceIds.length === 0) return [];
    const where = new Conditions()
      .add('trace_id = ANY(?::uuid[])', traceIds)
      .add(
        'ts >= to_timestamp(?) AND ts < to_timestamp(?)',
        (window.fromMs - TRACE_SLACK_MS) / 1_000,
        (window.toMs + TRACE_SLACK_MS) / 1_000,
      );
    return this.query<SpanRow>(
      `SELECT ${TRACE_ID} AS trace_id, ${TIME_US} AS start_us, duration_us, parent_span_id IS NULL AS root, status,
         name, service, namespace, workload, response_code
       FROM spans WHERE ${where.sql()}`,
      where.values,
    );
  }

  private async query<T extends pg.QueryResultRow>(sql: string, values: unknown[]): Promise<T[]> {
    try {
      return (await this.pool.query<T>(sql, values)).rows;
    } catch (error) {
      throw toAppError('read traces', error);
    }
  }
}

function addBefore(where: Conditions, [timeUs, traceId]: readonly [number, string]): void {
  where.add(
    "(ts, trace_id) < (timestamptz 'epoch' + ? * interval '1 microsecond', ?::uuid)",
    timeUs,
    traceId,
  );
}
