import type pg from 'pg';
import { pickSpans } from '../../../mesh/trace/query/pick-spans';
import { needsTags } from '../../../mesh/trace/query/plan-trace-search';
import type { Spanset } from '../../../mesh/trace/query/spanset';
import type { Span } from '../../../mesh/trace/span';
import type { TimeWindow } from '../contract/point-reader';
import type { SearchStep } from '../contract/search-step';
import type { FoundTrace, TraceQuery } from '../contract/trace-reader';
import { readCursor, writeCursor } from '../database/cursor';
import { readRows } from '../database/read-rows';
import { sliceWindow } from '../database/slice-window';
import { STORE_LIMITS } from '../limits';
import { findNames } from './find-names';
import { readTraceSpans } from './read-trace-spans';
import { TIME_US, TRACE_ID } from './span-columns';
import { spanConditions } from './trace-conditions';

/** Spans beyond the window that still belong to a trace found in it. */
const TRACE_SLACK_MS = 3_600_000;
/** Matching spans looked at for one trace that is wanted, at first and at most; a trace has several. */
const SPANS_A_TRACE = 4;
const MOST_SPANS_A_TRACE = 32;
/** Traces read at once: the first are handed over before the others are read. */
const READ_TOGETHER = 10;
/** Traces that are read to find out whether they are meant. */
const DECIDED_TOGETHER = 50;
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
      if (yield* this.takeTraces(fresh)) return true;
      const last = page.at(-1);
      if (last === undefined || page.length < most) return false;
      from = [last.newest_us, last.trace_id];
    }
  }

  /** Whether as many were found as are wanted. */
  private async *takeTraces(fresh: readonly Candidate[]): AsyncGenerator<SearchStep<FoundTrace>, boolean> {
    const { spanset } = this.query.filter;
    const together = spanset === undefined ? Math.max(1, fresh.length) : DECIDED_TOGETHER;
    for (let at = 0; at < fresh.length; at += together) {
      const group = fresh.slice(at, at + together);
      const meant = spanset === undefined ? group : await this.decide(group, spanset);
      const wanted = meant.slice(0, this.limit - this.found);
      for (let i = 0; i < wanted.length; i += READ_TOGETHER) {
        yield await this.readStep(wanted.slice(i, i + READ_TOGETHER));
      }
      this.found += wanted.length;
      if (meant.length > wanted.length) return true;
      if (spanset === undefined) continue;
      // To look for one more, only to know that there is one, may take the whole window.
      if (this.found >= this.limit) return true;
      yield emptyStep(group.at(-1));
    }
    return false;
  }

  /** Those whose whole trace is what the query asks for. */
  private async decide(candidates: readonly Candidate[], spanset: Spanset): Promise<Candidate[]> {
    const spans = await this.readSpans(candidates, !needsTags(spanset));
    return candidates.filter(({ trace_id }) => pickSpans(spanset, spans.get(trace_id) ?? []).length > 0);
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
    const last = candidates.at(-1);
    const oldestUs = last?.newest_us ?? 0;
    const spans = await this.readSpans(candidates);
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

  private readSpans(candidates: readonly Candidate[], isBare = false): Promise<Map<string, Span[]>> {
    const newestUs = candidates[0]?.newest_us ?? 0;
    const oldestUs = candidates.at(-1)?.newest_us ?? 0;
    return readTraceSpans(this.pool, {
      traceIds: candidates.map(({ trace_id }) => trace_id),
      window: { fromMs: oldestUs / 1_000 - TRACE_SLACK_MS, toMs: newestUs / 1_000 + TRACE_SLACK_MS },
      isBare,
      signal: this.signal,
    });
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

/** How far a search has come that found nothing there. */
function emptyStep(last: Candidate | undefined): SearchStep<FoundTrace> {
  const timeUs = last?.newest_us ?? 0;
  const nextCursor = writeCursor([timeUs, last?.trace_id ?? NO_TRACE]);
  return { items: [], searchedToMs: timeUs / 1_000, nextCursor };
}

const PLACE = "timestamptz 'epoch' + ? * interval '1 microsecond', ?::uuid";
