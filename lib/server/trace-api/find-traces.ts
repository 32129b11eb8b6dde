import { AppError } from '../../protocol/app-error';
import type { QueryContext } from '../query/query-context';
import type { TimeWindow } from '../store/contract/point-reader';
import type { FoundTrace, TraceFilter } from '../store/contract/trace-reader';

/** A search as the APIs of all tools can say it. */
export interface TraceSearch {
  window: TimeWindow;
  filter: TraceFilter;
  limit: number;
}

/** Traces of one answer. */
export const TRACES_LIMIT = 200;
const HOUR_MS = 3_600_000;
const TRACE_ID = /^[0-9a-f]{1,32}$/i;

/** The newest traces that meet a search, whole. */
export async function findTraces(context: QueryContext, search: TraceSearch): Promise<FoundTrace[]> {
  const { window, filter } = search;
  if (window.fromMs >= window.toMs) return [];
  const limit = Math.max(1, Math.min(search.limit, TRACES_LIMIT));
  return (await context.sources.store.traces.searchTraces({ ...window, filter, limit })).items;
}

/** One trace by its id of 64 or 128 bits; fails with `not_found`. */
export async function readWholeTrace(context: QueryContext, id: string): Promise<FoundTrace> {
  if (!TRACE_ID.test(id)) throw new AppError('bad_request', `"${id}" is no trace id`);
  const traceId = id.toLowerCase().padStart(32, '0');
  const spans = await context.sources.store.traces.readTrace(traceId);
  if (spans.length === 0) throw new AppError('not_found', `trace ${id} not found`);
  return { traceId, spans };
}

/** The last hour, which lists of names are made from. */
export function lastHour(context: QueryContext): TimeWindow {
  const toMs = context.sources.now() + 60_000;
  return { fromMs: toMs - HOUR_MS, toMs };
}

/** The name of a service as the tools know it, as a filter. */
export function serviceFilter(name: string | null | undefined): TraceFilter {
  return name === null || name === undefined || name === '' ? {} : { serviceName: name };
}
