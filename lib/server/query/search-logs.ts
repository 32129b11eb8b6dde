import type * as z from 'zod/mini';
import type { getLogs, LogFilter, LogLine } from '../../protocol/api/logs';
import type { LogQuery, StoredLog } from '../store/contract/log-reader';
import { toLogFilter } from './log-filter';
import type { QueryContext } from './query-context';
import { resolveSearchWindow } from './resolve-window';

type LogsAnswer = z.infer<typeof getLogs.response>;
type LogsStep = z.infer<typeof getLogs.step>;

/** The filter, and which page of the answer. */
export type LogSearch = LogFilter & { cursor?: string | undefined; limit: number };

const DEFAULT_SECONDS = 3_600;

/** Searches access-log lines, newest first. */
export async function searchLogs(context: QueryContext, params: LogSearch): Promise<LogsAnswer> {
  const { items, nextCursor } = await context.sources.store.logs.searchLogs(toQuery(context, params));
  return { lines: items.map(toLine), nextCursor: nextCursor ?? null };
}

/** The same step by step, so that what is found first is seen first. */
export async function* walkLogs(
  context: QueryContext,
  params: LogSearch,
  signal: AbortSignal,
): AsyncGenerator<LogsStep> {
  const { logs } = context.sources.store;
  for await (const { items, nextCursor, searchedToMs } of logs.walkLogs(toQuery(context, params), signal)) {
    yield { lines: items.map(toLine), nextCursor: nextCursor ?? null, searchedToMs };
  }
}

function toQuery(context: QueryContext, params: LogSearch): LogQuery {
  const window = resolveSearchWindow(
    { ...params, window: params.window ?? DEFAULT_SECONDS },
    context.sources.now(),
  );
  return {
    ...window,
    filter: toLogFilter(context, params),
    limit: params.limit,
    ...(params.cursor === undefined ? {} : { cursor: params.cursor }),
  };
}

/** A line as it travels: what is stored, and nothing that a store may add. */
export function toLine(line: StoredLog): LogLine {
  return { ...line };
}
