import type * as z from 'zod';
import type { getLogs, LogFilter, LogLine } from '../../protocol/api/logs';
import type { StoredLog } from '../store/contract/log-reader';
import { splitLogFilter } from './log-filter';
import type { QueryContext } from './query-context';
import { resolveSearchWindow } from './resolve-window';

type LogsAnswer = z.infer<typeof getLogs.response>;

/** The filter, and which page of the answer. */
export type LogSearch = LogFilter & { cursor?: string | undefined; limit: number };

const DEFAULT_SECONDS = 3_600;
/** Pages looked through for one that holds a match, before the caller is asked to go on by cursor. */
const MAX_PAGES = 8;

/** Searches access-log lines, newest first. */
export async function searchLogs(context: QueryContext, params: LogSearch): Promise<LogsAnswer> {
  const window = resolveSearchWindow(
    { ...params, window: params.window ?? DEFAULT_SECONDS },
    context.sources.now(),
  );
  const { stored, accepts } = splitLogFilter(params);
  const lines: StoredLog[] = [];
  let cursor = params.cursor;
  for (let page = 0; page < MAX_PAGES; page++) {
    const found = await context.sources.store.logs.searchLogs({
      ...window,
      filter: stored,
      limit: params.limit,
      ...(cursor === undefined ? {} : { cursor }),
    });
    lines.push(...found.items.filter(accepts));
    cursor = found.nextCursor;
    if (cursor === undefined || lines.length > 0) break;
  }
  return { lines: lines.map(toLine), nextCursor: cursor ?? null };
}

/** A line as it travels: what is stored, and nothing that a store may add. */
export function toLine(line: StoredLog): LogLine {
  return { ...line };
}
