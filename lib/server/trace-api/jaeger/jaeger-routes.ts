import { traceToJaeger } from '../../../mesh/trace/jaeger/trace-to-jaeger';
import { spansToOtlp } from '../../../mesh/trace/otlp/spans-to-otlp';
import { traceServiceName } from '../../../mesh/trace/service-name';
import { jsonAnswer, type RawRequest, type RawRoute } from '../../http/raw-route';
import type { QueryContext } from '../../query/query-context';
import { findTraces, lastHour, readWholeTrace } from '../find-traces';
import { readNumber } from '../read-duration';
import { sumDependencies } from '../sum-dependencies';
import { readV1Search, readV3Search } from './read-search';

const DAY_MS = 86_400_000;

/** Jaeger's query API, v1 (which Grafana speaks) and v3. */
export function createJaegerRoutes(context: QueryContext): RawRoute[] {
  const { traces } = context.sources.store;
  const services = async (): Promise<string[]> =>
    (await traces.listServices(lastHour(context))).map(traceServiceName);
  const operations = async (service: string | null | undefined): Promise<string[]> =>
    service ? traces.listOperations(lastHour(context), service) : [];
  return [
    v1('/jaeger/api/services', async () => list(await services())),
    v1('/jaeger/api/services/:service/operations', async ({ params }) =>
      list(await operations(params.service)),
    ),
    v1('/jaeger/api/operations', async ({ query }) =>
      list((await operations(query.get('service'))).map((name) => ({ name, spanKind: '' }))),
    ),
    v1('/jaeger/api/traces', async ({ query }) => {
      const found = await findTraces(context, readV1Search(query, context.sources.now()));
      return list(found.map(({ traceId, spans }) => traceToJaeger(traceId, spans)));
    }),
    v1('/jaeger/api/traces/:id', async ({ params }) => {
      const { traceId, spans } = await readWholeTrace(context, params.id ?? '');
      return list([traceToJaeger(traceId, spans)]);
    }),
    v1('/jaeger/api/dependencies', async ({ query }) => {
      const toMs = readNumber(query, 'endTs', context.sources.now());
      const window = { fromMs: toMs - readNumber(query, 'lookback', DAY_MS), toMs };
      return list(await sumDependencies(context, window));
    }),
    v3('/jaeger/api/v3/services', async () => ({ services: await services() })),
    v3('/jaeger/api/v3/operations', async ({ query }) => ({
      operations: (await operations(query.get('service'))).map((name) => ({ name, spanKind: '' })),
    })),
    v3('/jaeger/api/v3/traces', async ({ query }) => {
      const found = await findTraces(context, readV3Search(query));
      return { result: spansToOtlp(found.flatMap(({ spans }) => spans)) };
    }),
    v3('/jaeger/api/v3/traces/:id', async ({ params }) => ({
      result: spansToOtlp((await readWholeTrace(context, params.id ?? '')).spans),
    })),
  ];
}

type Read = (request: RawRequest) => Promise<unknown>;

function v1(path: string, read: Read): RawRoute {
  return {
    method: 'GET',
    path,
    access: 'read',
    answer: async (request) => jsonAnswer(await read(request)),
    refuse: ({ message }, status) =>
      jsonAnswer(
        { data: null, total: 0, limit: 0, offset: 0, errors: [{ code: status, msg: message }] },
        status,
      ),
  };
}

function v3(path: string, read: Read): RawRoute {
  return {
    ...v1(path, read),
    refuse: ({ message }, status) => jsonAnswer({ error: { httpCode: status, message } }, status),
  };
}

function list(data: readonly unknown[]): unknown {
  return { data, total: data.length, limit: 0, offset: 0, errors: null };
}
