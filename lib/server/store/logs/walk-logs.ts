import type pg from 'pg';
import type { LogQuery, StoredLog } from '../contract/log-reader';
import type { SearchStep } from '../contract/search-step';
import { readCursor, writeCursor } from '../database/cursor';
import { readRows } from '../database/read-rows';
import { sliceWindow } from '../database/slice-window';
import { STORE_LIMITS } from '../limits';
import { logConditions } from './log-conditions';
import { LOG_ROW_COLUMNS, type LogRow, toLog } from './log-row';

/** Before all lines of a microsecond. */
const FIRST_OF_ITS_TIME = -1;

/**
 * One search, walked back in time slice by slice. Lines are walked from the newest on; where the slices so far had few of them,
 * walking means reading all of the next one, and statistics know only frequent names: then the planner may take the index that
 * knows the few, and sort.
 */
export async function* walkLogs(
  pool: pg.Pool,
  query: LogQuery,
  signal?: AbortSignal,
): AsyncGenerator<SearchStep<StoredLog>> {
  const start = query.cursor === undefined ? undefined : readCursor(query.cursor, ['number', 'number']);
  const limit = Math.min(query.limit, STORE_LIMITS.pageRows);
  const newestMs = Math.min(query.toMs, start === undefined ? query.toMs : Math.ceil((start[0] + 1) / 1_000));
  let found = 0;
  for (const slice of sliceWindow({ fromMs: query.fromMs, toMs: newestMs })) {
    const where = logConditions(slice, query.filter);
    if (start !== undefined)
      where.add("(ts, n) < (timestamptz 'epoch' + ? * interval '1 microsecond', ?)", ...start);
    const searchedMs = newestMs - slice.toMs;
    const isRare = searchedMs > 0 && (found / searchedMs) * (slice.toMs - slice.fromMs) < limit;
    // An expression is not what the index of times is sorted by.
    const order = isRare ? "(ts + interval '0')" : 'ts';
    const rows = await readRows<LogRow>(pool, {
      doing: 'read access logs',
      sql: `SELECT ${LOG_ROW_COLUMNS} FROM access_logs WHERE ${where.sql()}
        ORDER BY ${order} DESC, n DESC LIMIT ${where.parameter(limit - found + 1)}`,
      values: where.values,
      ...(signal === undefined ? {} : { signal }),
    });
    const items = rows.slice(0, limit - found).map(toLog);
    found += items.length;
    if (rows.length > items.length) {
      const last = rows[items.length - 1];
      const place = last === undefined ? [slice.toMs * 1_000, FIRST_OF_ITS_TIME] : [last.time_us, last.n];
      yield {
        items,
        searchedToMs: (last?.time_us ?? slice.toMs * 1_000) / 1_000,
        nextCursor: writeCursor(place),
      };
      return;
    }
    const isLast = slice.fromMs <= query.fromMs;
    yield {
      items,
      searchedToMs: slice.fromMs,
      nextCursor: isLast ? undefined : writeCursor([slice.fromMs * 1_000, FIRST_OF_ITS_TIME]),
    };
  }
}
