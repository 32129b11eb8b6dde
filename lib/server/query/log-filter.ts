import type { LogFilter as LogParams } from '../../protocol/api/logs';
import type { LogFilter } from '../store/contract/log-reader';
import { createFindLearntNames } from './learnt-names';
import { parseCodes } from './parse-codes';
import type { QueryContext } from './query-context';
import { logFilterOf } from './subject-filters';

/** A query's filter as the store understands it. */
export function toLogFilter(context: Pick<QueryContext, 'sources'>, params: LogParams): LogFilter {
  const words = (params.q ?? '').split(/\s+/).filter((word) => word !== '');
  return {
    ...(params.of === undefined ? {} : logFilterOf(params.of, createFindLearntNames(context))),
    ...parseCodes(params.code),
    ...(params.namespace === undefined ? {} : { namespaces: [params.namespace] }),
    ...(params.workload === undefined ? {} : { workload: params.workload }),
    ...(params.service === undefined ? {} : { service: params.service }),
    ...(params.method === undefined ? {} : { methods: [params.method.toUpperCase()] }),
    ...(params.path === undefined ? {} : { pathContains: params.path }),
    ...(params.flag === undefined ? {} : { flags: [params.flag] }),
    ...(params.minDurationMs === undefined
      ? {}
      : { minDurationUs: Math.round(params.minDurationMs * 1_000) }),
    ...(params.traceId === undefined ? {} : { traceId: params.traceId }),
    ...(params.requestId === undefined ? {} : { requestId: params.requestId }),
    ...(params.reporter === undefined ? {} : { reporter: params.reporter }),
    ...(words.length === 0 ? {} : { words }),
  };
}
