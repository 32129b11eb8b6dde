import { spansToOtlp } from '../../../mesh/trace/otlp/spans-to-otlp';
import { planTraceSearch } from '../../../mesh/trace/query/plan-trace-search';
import { findSpanField } from '../../../mesh/trace/query/query-fields';
import { KIND_WORDS, STATUS_WORDS } from '../../../mesh/trace/query/span-condition';
import { traceServiceName } from '../../../mesh/trace/service-name';
import { jsonAnswer, type RawAnswer, type RawRequest, type RawRoute } from '../../http/raw-route';
import { encodeTraces } from '../../otlp/encode-traces';
import { parseTags } from '../../query/parse-tags';
import type { QueryContext } from '../../query/query-context';
import { readSpanQuery } from '../../query/read-span-query';
import type { TraceFilter } from '../../store/contract/trace-reader';
import { findTraces, lastHour, readWholeTrace, serviceFilter } from '../find-traces';
import { readDurationUs, readNumber } from '../read-duration';
import { summarizeForTempo } from './summarize-for-tempo';

const DEFAULT_LIMIT = 20;
const DEFAULT_SPANS = 3;
const HOUR_S = 3_600;
const INTRINSICS = ['duration', 'kind', 'name', 'rootName', 'rootServiceName', 'status', 'traceDuration'];

/** Tempo's HTTP API: echo, traces by id, search, tags and their values. */
export function createTempoRoutes(context: QueryContext, version: string): RawRoute[] {
  const { traces } = context.sources.store;
  const valuesOf = async (tag: string): Promise<string[]> => {
    const field = findSpanField(tag) ?? findSpanField(`.${tag}`) ?? { tag };
    if (field.column === 'service')
      return (await traces.listServices(lastHour(context))).map(traceServiceName);
    if (field.column === 'status') return STATUS_WORDS.toSorted();
    if (field.column === 'kind') return Object.keys(KIND_WORDS).toSorted();
    return traces.listValues(lastHour(context), field);
  };
  return [
    route('echo', () => ({ status: 200, type: 'text/plain; charset=utf-8', body: 'echo' })),
    json('status/buildinfo', async () => ({ version })),
    route('traces/:id', async ({ params, headers }) => {
      const trace = spansToOtlp((await readWholeTrace(context, params.id ?? '')).spans);
      if (!/application\/(?:x-)?protobuf/i.test(headers.accept ?? '')) return jsonAnswer(trace);
      return { status: 200, type: 'application/protobuf', body: encodeTraces(trace) };
    }),
    json('v2/traces/:id', async ({ params }) => ({
      trace: spansToOtlp((await readWholeTrace(context, params.id ?? '')).spans),
      status: 'COMPLETE',
      message: '',
    })),
    json('search', async ({ query }) => search(context, query)),
    json('search/tags', async () => ({
      tagNames: [...new Set(['service.name', ...(await traces.listTagNames(lastHour(context)))])],
    })),
    json('v2/search/tags', async () => ({
      scopes: [
        { name: 'intrinsic', tags: INTRINSICS },
        { name: 'resource', tags: ['service.name'] },
        { name: 'span', tags: await traces.listTagNames(lastHour(context)) },
      ],
    })),
    json('search/tag/:tag/values', async ({ params }) => ({ tagValues: await valuesOf(params.tag ?? '') })),
    json('v2/search/tag/:tag/values', async ({ params }) => ({
      tagValues: (await valuesOf(params.tag ?? '')).map((value) => ({ type: 'string', value })),
    })),
  ];
}

async function search(context: QueryContext, query: URLSearchParams): Promise<unknown> {
  const toS = readNumber(query, 'end', context.sources.now() / 1_000);
  const fromS = readNumber(query, 'start', toS - HOUR_S);
  const found = await findTraces(context, {
    window: { fromMs: fromS * 1_000, toMs: toS * 1_000 + 1 },
    filter: filterOf(query),
    limit: readNumber(query, 'limit', DEFAULT_LIMIT),
  });
  const spans = readNumber(query, 'spss', DEFAULT_SPANS);
  return {
    traces: found.map(({ traceId, spans: all }) => summarizeForTempo(traceId, all, spans)),
    metrics: { inspectedTraces: found.length, completedJobs: 1, totalJobs: 1 },
  };
}

function filterOf(query: URLSearchParams): TraceFilter {
  const text = query.get('q');
  if (text !== null && text !== '') return planTraceSearch(readSpanQuery(text));
  const { 'service.name': service, status, name, ...tags } = parseTags(query.get('tags') ?? '');
  const minDurationUs = readDurationUs(query.get('minDuration'));
  const maxDurationUs = readDurationUs(query.get('maxDuration'));
  return {
    ...serviceFilter(service),
    ...(status === 'error' || status === 'ok' || status === 'unset' ? { status } : {}),
    ...(name === undefined ? {} : { operation: name }),
    ...(minDurationUs === undefined ? {} : { minDurationUs }),
    ...(maxDurationUs === undefined ? {} : { maxDurationUs }),
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
  };
}

function json(path: string, read: (request: RawRequest) => Promise<unknown>): RawRoute {
  return route(path, async (request) => jsonAnswer(await read(request)));
}

function route(path: string, answer: (request: RawRequest) => RawAnswer | Promise<RawAnswer>): RawRoute {
  return {
    method: 'GET',
    path: `/tempo/api/${path}`,
    access: 'read',
    answer,
    refuse: ({ message }, status) => ({ status, type: 'text/plain; charset=utf-8', body: message }),
  };
}
