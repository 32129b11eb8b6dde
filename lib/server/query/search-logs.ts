import type * as z from 'zod/mini';
import type { getLogs, LogFilter, LogLine } from '../../protocol/api/logs';
import type { StoredLog } from '../store/contract/log-reader';
import { toLogFilter } from './log-filter';
import type { QueryContext } from './query-context';
import { resolveSearchWindow } from './resolve-window';

type LogsAnswer = z.infer<typeof getLogs.response>;

/** The filter, and which page of the answer. */
export type LogSearch = LogFilter & { cursor?: string | undefined; limit: number };

const DEFAULT_SECONDS = 3_600;

/** Searches access-log lines, newest first. */
export async function searchLogs(context: QueryContext, params: LogSearch): Promise<LogsAnswer> {
  const window = resolveSearchWindow(
    { ...params, window: params.window ?? DEFAULT_SECONDS },
    context.sources.now(),
  );
  const page = await context.sources.store.logs.searchLogs({
    ...window,
    filter: toLogFilter(context, params),
    limit: params.limit,
    ...(params.cursor === undefined ? {} : { cursor: params.cursor }),
  });
  return { lines: page.items.map(toLine), nextCursor: page.nextCursor ?? null };
}

/** A line as it travels: what is stored, and nothing that a store may add. */
export function toLine(line: StoredLog): LogLine {
  return { ...line };
}
