import type * as z from 'zod/mini';
import { planTraceSearch } from '../../mesh/trace/query/plan-trace-search';
import { printSearchFields } from '../../mesh/trace/query/print-search-fields';
import type { Spanset } from '../../mesh/trace/query/spanset';
import { summarizeTrace } from '../../mesh/trace/summarize-trace';
import type { getTraces, TraceSearch, TraceSummary } from '../../protocol/api/traces';
import type { FoundTrace, TraceFilter, TraceQuery } from '../store/contract/trace-reader';
import { allCodes, parseCodes } from './parse-codes';
import { parseTags } from './parse-tags';
import type { QueryContext } from './query-context';
import { readSpanQuery } from './read-span-query';
import { resolveSearchWindow } from './resolve-window';
import { spanFilterOf } from './subject-filters';

type TracesAnswer = z.infer<typeof getTraces.response>;
type TracesStep = z.infer<typeof getTraces.step>;

const DEFAULT_SECONDS = 3_600;
/** Searches traces, newest first. */
export async function searchTraces(context: QueryContext, params: TraceSearch): Promise<TracesAnswer> {
  const { items, nextCursor } = await context.sources.store.traces.searchTraces(toQuery(context, params));
  return { traces: items.flatMap(summarize), nextCursor: nextCursor ?? null };
}

/** The same step by step, so that what is found first is seen first. */
export async function* walkTraces(
  context: QueryContext,
  params: TraceSearch,
  signal: AbortSignal,
): AsyncGenerator<TracesStep> {
  const { traces } = context.sources.store;
  for await (const { items, nextCursor, searchedToMs } of traces.walkTraces(
    toQuery(context, params),
    signal,
  )) {
    yield { traces: items.flatMap(summarize), nextCursor: nextCursor ?? null, searchedToMs };
  }
}

function toQuery({ sources }: QueryContext, params: TraceSearch): TraceQuery {
  const window = resolveSearchWindow({ ...params, window: params.window ?? DEFAULT_SECONDS }, sources.now());
  return {
    ...window,
    filter: toTraceFilter(params),
    limit: params.limit,
    ...(params.cursor === undefined ? {} : { cursor: params.cursor }),
  };
}

function summarize({ traceId, spans }: FoundTrace): TraceSummary[] {
  const summary = summarizeTrace(traceId, spans);
  return summary === undefined ? [] : [summary];
}

/** The conditions of a search as the store understands them. */
export function toTraceFilter(params: Omit<TraceSearch, 'limit' | 'cursor'>): TraceFilter {
  const [service, namespaceOfService] = splitService(params.service);
  const namespace = params.namespace ?? namespaceOfService;
  const codes = allCodes(parseCodes(params.code));
  const subject = params.of === undefined ? {} : spanFilterOf(params.of);
  const tags = { ...subject.tags, ...parseTags(params.tags) };
  const form: TraceFilter = {
    ...subject,
    ...(namespace === undefined ? {} : { namespaces: namespace.split(',') }),
    ...(service === undefined ? {} : { service }),
    ...(params.workload === undefined ? {} : { workload: params.workload }),
    ...(params.operation === undefined ? {} : { operation: params.operation }),
    ...(params.status === undefined ? {} : { status: params.status }),
    ...(params.minDurationMs === undefined
      ? {}
      : { minDurationUs: Math.round(params.minDurationMs * 1_000) }),
    ...(params.maxDurationMs === undefined
      ? {}
      : { maxDurationUs: Math.round(params.maxDurationMs * 1_000) }),
    ...(codes.length === 0 ? {} : { codes }),
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
  };
  return { ...form, ...planQuery(toSpanset(params), Object.keys(form).length > 0) };
}

/**
 * What the form asks of a span and one set of conditions are met by one and the same span; several sets have spans of their own, and the
 * form then looks for the traces that they decide about.
 */
function planQuery(spanset: Spanset | undefined, hasForm: boolean): TraceFilter {
  if (spanset === undefined) return {};
  const plan = planTraceSearch(spanset);
  return hasForm && spanset.kind !== 'spans' ? { spanset } : plan;
}

/** What is asked beside the columns, of the same span where the query is about one, and the query. */
function toSpanset(params: Omit<TraceSearch, 'limit' | 'cursor'>): Spanset | undefined {
  const fields = printSearchFields(params);
  const own = fields.length === 0 ? undefined : readSpanQuery(`{ ${fields.join(' && ')} }`);
  const asked = params.q === undefined || params.q.trim() === '' ? undefined : readSpanQuery(params.q);
  if (own === undefined || asked === undefined) return own ?? asked;
  if (own.kind !== 'spans' || asked.kind !== 'spans') return { kind: 'and', left: own, right: asked };
  return { kind: 'spans', condition: { kind: 'and', left: own.condition, right: asked.condition } };
}

function splitService(text: string | undefined): [string | undefined, string | undefined] {
  if (text === undefined || text === '') return [undefined, undefined];
  const dot = text.indexOf('.');
  return dot < 0 ? [text, undefined] : [text.slice(0, dot), text.slice(dot + 1)];
}
