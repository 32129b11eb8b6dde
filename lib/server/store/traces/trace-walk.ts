import type pg from 'pg';
import type { Span } from '../../../mesh/trace/span';
import type { TimeWindow } from '../contract/point-reader';
import type { SearchStep } from '../contract/search-step';
import type { FoundTrace, TraceQuery } from '../contract/trace-reader';
import { Conditions } from '../database/conditions';
import { readCursor, writeCursor } from '../database/cursor';
import { readRows } from '../database/read-rows';
import { sliceWindow } from '../database/slice-window';
import { STORE_LIMITS } from '../limits';
import { findNames } from './find-names';
import { SPAN_COLUMNS, TIME_US, TRACE_ID } from './span-columns';
import { type SpanRow, toSpan } from './to-span';
import { spanConditions } from './trace-conditions';

/** Spans beyond the window that still belong to a trace found in it. */
const TRACE_SLACK_MS = 3_600_000;
/** Matching spans looked at for one trace that is wanted, at first and at most; a trace has several. */
const SPANS_A_TRACE = 4;
const MOST_SPANS_A_TRACE = 32;
/** Traces read at once: the first are handed over before the others are read. */
const READ_TOGETHER = 10;
const NO_TRACE = '0'.repeat(32);

/** A trace sits where its newest matching span is. */
type Place = readonly [timeUs: number, traceId: string];
interface Candidate {
  trace_id: string;
  newest_us: number;
}

/**
 * One search, walked back in time slice by slice. A trace that an earlier page showed can only turn up again behind the
 * cursor, and is recognised by its spans before it.
 */
export class TraceWalk {
  private readonly pool: pg.Pool;
  private readonly query: TraceQuery;
  private readonly signal: AbortSignal | undefined;
  private readonly start: Place | undefined;
  private readonly seen = new Set<string>();
  private readonly limit: number;
  private found = 0;
  private matched = 0;
  /** The operations that are meant, once it is known that few spans match. */
  private names: Promise<string[] | undefined> | undefined;

  constructor(pool: pg.Pool, query: TraceQuery, signal: AbortSignal | undefined) {
    this.pool = pool;
    this.query = query;
    this.signal = signal;
    this.limit = Math.min(query.limit, STORE_LIMITS.pageRows);
    this.start = query.cursor === undefined ? undefined : readCursor(query.cursor, ['number', 'string']);
  }

  async *steps(): AsyncGenerator<SearchStep<FoundTrace>> {
    const { fromMs } = this.query;
    const toMs = this.start === undefined ? this.query.toMs : Math.ceil((this.start[0] + 1) / 1_000);
    for (const slice of sliceWindow({ fromMs, toMs: Math.min(toMs, this.query.toMs) })) {
      if (yield* this.searchSlice(slice, toMs)) return;
      const isLast = slice.fromMs <= fromMs;
      const nextCursor = isLast ? undefined : writeCursor([slice.fromMs * 1_000, NO_TRACE]);
      yield { items: [], searchedToMs: slice.fromMs, nextCursor };
    }
  }

  /** Whether as many were found as are wanted. */
  private async *searchSlice(
    slice: TimeWindow,
    newestMs: number,
  ): AsyncGenerator<SearchStep<FoundTrace>, boolean> {
    let from = this.start;
    for (let aTrace = SPANS_A_TRACE; ; aTrace = Math.min(aTrace * 2, MOST_SPANS_A_TRACE)) {
      const most = this.limit * aTrace;
      const page = await this.matchingSpans(slice, from, most, this.isRare(slice, newestMs));
      this.matched += page.length;
      const fresh = await this.takeNew(page);
      const wanted = fresh.slice(0, this.limit - this.found);
      for (let i = 0; i < wanted.length; i += READ_TOGETHER) {
        yield await this.readStep(wanted.slice(i, i + READ_TOGETHER));
      }
      this.found += wanted.length;
      if (fresh.length > wanted.length) return true;
      const last = page.at(-1);
      if (last === undefined || page.length < most) return false;
      from = [last.newest_us, last.trace_id];
    }
  }

  /** Newest first, each trace once, without those of this walk and of earlier pages. */
  private async takeNew(page: readonly Candidate[]): Promise<Candidate[]> {
    const fresh = page.filter(({ trace_id }) => {
      const isNew = !this.seen.has(trace_id);
      this.seen.add(trace_id);
      return isNew;
    });
    if (this.start === undefined || fresh.length === 0) return fresh;
    const shown = await this.shownBefore(this.start, fresh);
    return fresh.filter(({ trace_id }) => !shown.has(trace_id));
  }

  /**
   * Where few spans match, walking the index of times means reading all of the slice; then the planner may take whatever
   * index knows the few.
   */
  private isRare(slice: TimeWindow, newestMs: number): boolean {
    const searchedMs = newestMs - slice.toMs;
    if (searchedMs <= 0) return false;
    const expected = (this.matched / searchedMs) * (slice.toMs - slice.fromMs);
    return expected < this.limit;
  }

  private async matchingSpans(
    slice: TimeWindow,
    from: Place | undefined,
    limit: number,
    isRare: boolean,
  ): Promise<Candidate[]> {
    const where = spanConditions(slice, this.query.filter);
    const names = isRare ? await this.findNames() : undefined;
    if (names?.length === 0) return [];
    if (names !== undefined) where.add('name = ANY(?)', names);
    if (from !== undefined) where.add(`(ts, trace_id) < (${PLACE})`, ...from);
    // An expression is not what the index of times is sorted by.
    const order = isRare ? "(ts + interval '0')" : 'ts';
    return this.read<Candidate>(
      `SELECT ${TRACE_ID} AS trace_id, ${TIME_US} AS newest_us FROM spans WHERE ${where.sql()}
       ORDER BY ${order} DESC, trace_id DESC LIMIT ${where.parameter(limit)}`,
      where.values,
    );
  }

  private findNames(): Promise<string[] | undefined> | undefined {
    const { operation } = this.query.filter;
    if (operation === undefined) return undefined;
    this.names ??= findNames(this.pool, this.query, operation, this.signal);
    return this.names;
  }

  /** Which of these traces have a matching span at or after the place where this walk began. */
  private async shownBefore(start: Place, candidates: readonly Candidate[]): Promise<Set<string>> {
    const where = spanConditions(this.query, this.query.filter)
      .add('trace_id = ANY(?::uuid[])', [...new Set(candidates.map(({ trace_id }) => trace_id))])
      .add(`(ts, trace_id) >= (${PLACE})`, ...start);
    const rows = await this.read<{ trace_id: string }>(
      `SELECT DISTINCT ${TRACE_ID} AS trace_id FROM spans WHERE ${where.sql()}`,
      where.values,
    );
    return new Set(rows.map((row) => row.trace_id));
  }

  private async readStep(candidates: readonly Candidate[]): Promise<SearchStep<FoundTrace>> {
    const [first, last] = [candidates[0], candidates.at(-1)];
    const [newestUs, oldestUs] = [first?.newest_us ?? 0, last?.newest_us ?? 0];
    const window = { fromMs: oldestUs / 1_000 - TRACE_SLACK_MS, toMs: newestUs / 1_000 + TRACE_SLACK_MS };
    const spans = await this.readSpans(
      candidates.map(({ trace_id }) => trace_id),
      window,
    );
    const items = candidates.flatMap(({ trace_id: traceId }) => {
      const own = spans.get(traceId);
      return own === undefined ? [] : [{ traceId, spans: own }];
    });
    return {
      items,
      searchedToMs: oldestUs / 1_000,
      nextCursor: writeCursor([oldestUs, last?.trace_id ?? NO_TRACE]),
    };
  }

  private async readSpans(traceIds: readonly string[], window: TimeWindow): Promise<Map<string, Span[]>> {
    const where = new Conditions().add(
      'trace_id = wanted.id AND ts >= to_timestamp(?) AND ts < to_timestamp(?)',
      window.fromMs / 1_000,
      window.toMs / 1_000,
    );
    const ids = where.parameter(traceIds);
    const rows = await this.read<SpanRow>(
      `SELECT span.* FROM unnest(${ids}::uuid[]) AS wanted (id) CROSS JOIN LATERAL
         (SELECT ${SPAN_COLUMNS} FROM spans WHERE ${where.sql()} ORDER BY ts LIMIT ${STORE_LIMITS.traceSpans}) span`,
      where.values,
    );
    const spans = new Map<string, Span[]>();
    for (const row of rows) {
      const own = spans.get(row.trace_id);
      if (own === undefined) spans.set(row.trace_id, [toSpan(row)]);
      else own.push(toSpan(row));
    }
    return spans;
  }

  private read<T extends pg.QueryResultRow>(sql: string, values: unknown[]): Promise<T[]> {
    const { pool, signal } = this;
    return readRows<T>(pool, {
      doing: 'read traces',
      sql,
      values,
      ...(signal === undefined ? {} : { signal }),
    });
  }
}

const PLACE = "timestamptz 'epoch' + ? * interval '1 microsecond', ?::uuid";
