import type * as z from 'zod/mini';
import { summarizeTrace } from '../../mesh/trace/summarize-trace';
import type { getTraces, TraceSearch, TraceSummary } from '../../protocol/api/traces';
import type { TraceSummary as StoredSummary, TraceFilter } from '../store/contract/trace-reader';
import { allCodes, parseCodes } from './parse-codes';
import { parseTags } from './parse-tags';
import type { QueryContext } from './query-context';
import { readSpanQuery } from './read-span-query';
import { resolveSearchWindow } from './resolve-window';
import { spanFilterOf } from './subject-filters';

type TracesAnswer = z.infer<typeof getTraces.response>;

const DEFAULT_SECONDS = 3_600;
/** Traces read side by side for their timelines; each is one indexed lookup. */
const PARALLEL_READS = 8;

/** Searches traces, newest first. */
export async function searchTraces(context: QueryContext, params: TraceSearch): Promise<TracesAnswer> {
  const { traces } = context.sources.store;
  const window = resolveSearchWindow(
    { ...params, window: params.window ?? DEFAULT_SECONDS },
    context.sources.now(),
  );
  const page = await traces.searchTraces({
    ...window,
    filter: toTraceFilter(params),
    limit: params.limit,
    ...(params.cursor === undefined ? {} : { cursor: params.cursor }),
  });
  const summaries: TraceSummary[] = [];
  for (let i = 0; i < page.items.length; i += PARALLEL_READS) {
    const part = page.items.slice(i, i + PARALLEL_READS);
    summaries.push(...(await Promise.all(part.map((stored) => summarize(context, stored)))));
  }
  return { traces: summaries, nextCursor: page.nextCursor ?? null };
}

async function summarize(context: QueryContext, stored: StoredSummary): Promise<TraceSummary> {
  const spans = await context.sources.store.traces.readTrace(stored.traceId);
  return summarizeTrace(stored.traceId, spans) ?? withoutTimeline(stored);
}

/** For a trace that was dropped between the two reads. */
function withoutTimeline(stored: StoredSummary): TraceSummary {
  return {
    traceId: stored.traceId,
    rootService: stored.rootService,
    rootNamespace: stored.rootNamespace,
    rootName: stored.rootName,
    rootOperation: '',
    startUs: stored.startUs,
    durationUs: stored.durationUs,
    spans: stored.spans,
    errors: stored.errorSpans,
    code: stored.code === 0 ? '' : String(stored.code),
    services: stored.services.map(({ name, namespace, spans, errorSpans }) => ({
      service: name,
      namespace,
      spans,
      errors: errorSpans,
    })),
    timeline: [],
  };
}

/** The conditions of a search as the store understands them. */
export function toTraceFilter(params: Omit<TraceSearch, 'limit' | 'cursor'>): TraceFilter {
  const [service, namespaceOfService] = splitService(params.service);
  const namespace = params.namespace ?? namespaceOfService;
  const codes = allCodes(parseCodes(params.code));
  const subject = params.of === undefined ? {} : spanFilterOf(params.of);
  const tags = { ...subject.tags, ...parseTags(params.tags) };
  return {
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
    ...(params.q === undefined || params.q.trim() === '' ? {} : { where: readSpanQuery(params.q) }),
  };
}

function splitService(text: string | undefined): [string | undefined, string | undefined] {
  if (text === undefined || text === '') return [undefined, undefined];
  const dot = text.indexOf('.');
  return dot < 0 ? [text, undefined] : [text.slice(0, dot), text.slice(dot + 1)];
}
