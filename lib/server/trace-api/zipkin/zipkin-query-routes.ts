import { traceServiceName } from '../../../mesh/trace/service-name';
import { spansToZipkin } from '../../../mesh/trace/zipkin/spans-to-zipkin';
import { AppError } from '../../../protocol/app-error';
import { jsonAnswer, type RawRequest, type RawRoute } from '../../http/raw-route';
import type { QueryContext } from '../../query/query-context';
import type { TimeWindow } from '../../store/contract/point-reader';
import type { TraceFilter } from '../../store/contract/trace-reader';
import { findTraces, lastHour, readWholeTrace, serviceFilter, TRACES_LIMIT } from '../find-traces';
import { readNumber } from '../read-duration';
import { sumDependencies } from '../sum-dependencies';

const DAY_MS = 86_400_000;
const DEFAULT_LIMIT = 10;

/** Zipkin's v2 query API. */
export function createZipkinQueryRoutes(context: QueryContext): RawRoute[] {
  const { traces } = context.sources.store;
  return [
    route('services', async () => (await traces.listServices(lastHour(context))).map(traceServiceName)),
    route('spans', async ({ query }) => {
      const name = query.get('serviceName');
      return name ? traces.listOperations(lastHour(context), name) : [];
    }),
    route('remoteServices', async ({ query }) => {
      const edges = await sumDependencies(context, lastHour(context));
      const name = query.get('serviceName');
      return edges.filter(({ parent }) => parent === name).map(({ child }) => child);
    }),
    route('traces', async ({ query }) => {
      const limit = readNumber(query, 'limit', DEFAULT_LIMIT);
      const found = await findTraces(context, {
        window: windowOf(context, query),
        filter: filterOf(query),
        limit,
      });
      return found.map(({ spans }) => spansToZipkin(spans));
    }),
    route('trace/:id', async ({ params }) =>
      spansToZipkin((await readWholeTrace(context, params.id ?? '')).spans),
    ),
    route('traceMany', async ({ query }) => {
      const ids = (query.get('traceIds') ?? '').split(',').filter(Boolean).slice(0, TRACES_LIMIT);
      const found = await Promise.all(ids.map((id) => readWholeTrace(context, id).catch(ignoreMissing)));
      return found.flatMap((trace) => (trace === undefined ? [] : [spansToZipkin(trace.spans)]));
    }),
    route('dependencies', async ({ query }) => sumDependencies(context, windowOf(context, query))),
    route('autocompleteKeys', () => traces.listTagNames(lastHour(context))),
    route('autocompleteValues', ({ query }) =>
      traces.listValues(lastHour(context), { tag: query.get('key') ?? '' }),
    ),
  ];
}

function route(path: string, read: (request: RawRequest) => Promise<unknown>): RawRoute {
  return {
    method: 'GET',
    path: `/zipkin/api/v2/${path}`,
    access: 'read',
    answer: async (request) => jsonAnswer(await read(request)),
    refuse: ({ message }, status) => ({ status, type: 'text/plain; charset=utf-8', body: message }),
  };
}

function windowOf(context: QueryContext, query: URLSearchParams): TimeWindow {
  const toMs = readNumber(query, 'endTs', context.sources.now());
  return { fromMs: toMs - readNumber(query, 'lookback', DAY_MS), toMs: toMs + 1 };
}

function filterOf(query: URLSearchParams): TraceFilter {
  const name = query.get('spanName');
  const [least, most] = [readNumber(query, 'minDuration', 0), readNumber(query, 'maxDuration', 0)];
  return {
    ...serviceFilter(query.get('serviceName')),
    ...(name === null || name === '' || name === 'all' ? {} : { operation: name }),
    ...(least === 0 ? {} : { minDurationUs: least }),
    ...(most === 0 ? {} : { maxDurationUs: most }),
    ...annotationFilter(query.get('annotationQuery') ?? ''),
  };
}

/** `error and http.method=GET`: a lone `error` is the failed ones, other lone words name annotations. */
function annotationFilter(text: string): TraceFilter {
  const tags: Record<string, string> = {};
  let isFailed = false;
  for (const term of text.split(/\s+and\s+/).filter((part) => part.trim() !== '')) {
    const [key = '', ...value] = term.trim().split('=');
    if (value.length > 0) tags[key] = value.join('=');
    else if (key === 'error') isFailed = true;
    else
      throw new AppError(
        'bad_request',
        `Cannot search for the annotation "${key}": only key=value and error are known`,
      );
  }
  return {
    ...(isFailed ? { status: 'error' as const } : {}),
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
  };
}

function ignoreMissing(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'not_found') return undefined;
  throw error;
}
